package starforge.web;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncContext;
import javax.servlet.ReadListener;
import javax.servlet.ServletException;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes no connection on a client that is still sending what nobody wants to read: it would see a broken pipe in the place of its
 * answer (RFC 9112, 9.6). The answer goes out first; then some of the rest is read and dropped, for some time, while no thread waits.
 */
final class LingeringHandler extends HandlerWrapper {
    private static final long MOST_BYTES = 8 << 20;
    private static final long MOST_SECONDS = 10;

    LingeringHandler(Handler inner) {
        setHandler(inner);
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        super.handle(target, base, request, response);
        if (isSending(base) && base.getResponse().isCommitted() && !base.isAsyncStarted()) {
            base.getResponse().closeOutput();
            AsyncContext lingering = base.startAsync();
            lingering.setTimeout(0);
            base.getInputStream().setReadListener(new Rest(lingering, base));
        }
    }

    /** A client that waits to be told to go on sends nothing before that. */
    private static boolean isSending(Request request) throws IOException {
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        return hasBody
                && !request.getHttpChannel().isExpecting100Continue()
                && !request.getHttpInput().isFinished();
    }

    /** What is still to come of a request. The container calls it from one thread at a time. */
    private static final class Rest implements ReadListener {
        private final byte[] dropped = new byte[8192];
        private final AsyncContext lingering;
        private final ServletInputStream in;
        private final EndPoint connection;
        private final Scheduler.Task end;
        private long left = MOST_BYTES;

        Rest(AsyncContext lingering, Request request) throws IOException {
            HttpChannel channel = request.getHttpChannel();
            this.lingering = lingering;
            this.in = request.getInputStream();
            this.connection = channel.getEndPoint();
            this.end = channel.getScheduler().schedule(connection::close, MOST_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void onDataAvailable() throws IOException {
            while (left > 0 && in.isReady() && !in.isFinished()) {
                left -= in.read(dropped);
            }
            if (left <= 0) {
                connection.close();
                complete();
            }
        }

        @Override
        public void onAllDataRead() {
            complete();
        }

        @Override
        public void onError(Throwable gone) {
            complete();
        }

        private void complete() {
            end.cancel();
            lingering.complete();
        }
    }
}
