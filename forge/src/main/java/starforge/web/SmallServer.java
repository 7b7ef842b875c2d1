package starforge.web;

import java.io.IOException;
import java.net.BindException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.HandlerList;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/** A Jetty server for a few handlers without pages, made for many connections that are mostly silent. */
public final class SmallServer implements AutoCloseable {
    /** So many may knock at the same moment, as after a restart. */
    private static final int KNOCKING = 4096;

    private final Server server;
    private final ServerConnector connector;

    /**
     * Prepares the server.
     *
     * @param port TCP port, 0 for a free one
     * @param handlers asked in this order; what none of them takes is not found
     */
    public SmallServer(String host, int port, Handler... handlers) {
        QueuedThreadPool threads = new QueuedThreadPool(64, 4, 60_000);
        threads.setName("live");
        this.server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(8_192);
        http.setOutputBufferSize(2_048);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http, HttpCompliance.RFC7230));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(30_000);
        connector.setAcceptQueueSize(KNOCKING);
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors());
        server.setHandler(new HandlerList(handlers));
    }

    /**
     * Starts listening.
     *
     * @throws Refusal CONFLICT when the port is in use
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            if (e.getCause() instanceof BindException || e instanceof BindException) {
                String place = connector.getHost() + ":" + connector.getPort();
                throw new Refusal(e, Reason.CONFLICT, "web.port-in-use", place);
            }
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Where it listens, without a slash at the end. */
    public String address() {
        return "http://" + connector.getHost() + ":" + connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
