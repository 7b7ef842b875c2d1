package starforge.web;

import java.io.IOException;
import java.net.BindException;
import java.util.List;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.HandlerList;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/**
 * The one Jetty server behind the one port: Git and the live sockets as Jetty handlers of their own, pages by Spark behind
 * them.
 */
public final class WebServer implements AutoCloseable {
    private static final int FORM_LIMIT = 1_000_000;
    /** Jetty looks at what it takes the end of an address for, too, which for scripts is their former type. */
    private static final String[] COMPRESSED = {
        "text/html",
        "text/css",
        "text/javascript",
        "application/javascript",
        "text/plain",
        "application/json",
        "image/svg+xml"
    };

    private final Server server;
    private final ServerConnector connector;
    private final SparkPages pages;
    private final StatisticsHandler counting = new StatisticsHandler();

    /**
     * Prepares the server.
     *
     * @param host address to listen on
     * @param port TCP port, 0 for a free one
     * @param before handlers that see each request before the pages, in this order
     * @param proxies whose word is taken on who asks
     */
    public WebServer(String host, int port, Routes routes, List<Handler> before, TrustedProxies proxies) {
        QueuedThreadPool threads = new QueuedThreadPool(200, 4, 60_000);
        threads.setName("web");
        this.server = new Server(threads);
        this.connector =
                new ServerConnector(server, 0, 1, new HttpConnectionFactory(http(proxies), HttpCompliance.RFC7230));
        this.pages = routes.complete();
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(60_000);
        server.setConnectors(new Connector[] {connector});
        server.setAttribute("org.eclipse.jetty.server.Request.maxFormContentSize", FORM_LIMIT);
        server.setErrorHandler(new PlainErrors());
        server.setStopTimeout(10_000);
        server.setHandler(graceful(new KeptHandler(routes.kept(), compressed(new LingeringHandler(all(before))))));
    }

    private static HttpConfiguration http(TrustedProxies proxies) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(16_384);
        // Who announces what is refused hears so before any of it was sent.
        http.setDelayDispatchUntilContent(false);
        http.addCustomizer(proxies);
        return http;
    }

    private Handler all(List<Handler> before) {
        HandlerList list = new HandlerList();
        before.forEach(list::addHandler);
        list.addHandler(new PageHandler(pages.filter()));
        return list;
    }

    private static Handler compressed(Handler inner) {
        GzipHandler gzip = new GzipHandler();
        gzip.setIncludedMimeTypes(COMPRESSED);
        gzip.setIncludedMethods("GET", "POST");
        gzip.setMinGzipSize(1024);
        gzip.setHandler(inner);
        return gzip;
    }

    /** Lets running requests end before the server does. */
    private Handler graceful(Handler inner) {
        counting.setHandler(inner);
        return counting;
    }

    /**
     * Starts listening; returns when requests are answered.
     *
     * @throws Refusal CONFLICT when the port is in use
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            if (e.getCause() instanceof BindException || e instanceof BindException) {
                throw new Refusal(
                        e, Reason.CONFLICT, "web.port-in-use", connector.getHost() + ":" + connector.getPort());
            }
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** How many requests were answered since the start. */
    public long requests() {
        return counting.getRequests();
    }

    /** Ends: running requests may finish within ten seconds. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            pages.close();
        }
    }
}
