package starforge.git;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServletResponse;

/**
 * An answer on its way over HTTP. What is flushed in the first moment is held back, so that an answer that is made quickly
 * leaves in one piece and with its length: in chunks (RFC 9112, section 7.1) the client would wait once more, for the last and
 * empty one. Later everything goes when it is flushed, as people look at the progress of what takes long.
 */
final class Reply extends BufferedOutputStream {
    private static final int BUFFER = 1 << 16;
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(100);

    private final HttpServletResponse response;
    private final long began = System.nanoTime();

    /**
     * Begins an answer.
     *
     * @param out leads to the client of the response
     */
    Reply(HttpServletResponse response, OutputStream out) {
        super(out, BUFFER);
        this.response = response;
    }

    @Override
    public synchronized void flush() throws IOException {
        if (System.nanoTime() - began > MOMENT) {
            super.flush();
        }
    }

    /** The answer is whole. */
    synchronized void finish() throws IOException {
        if (!response.isCommitted()) {
            response.setContentLength(count);
        }
        super.flush();
    }
}
