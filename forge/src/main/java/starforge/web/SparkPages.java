package starforge.web;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import spark.ExceptionMapper;
import spark.Service;
import spark.embeddedserver.EmbeddedServer;
import spark.embeddedserver.EmbeddedServerFactory;
import spark.embeddedserver.EmbeddedServers;
import spark.embeddedserver.jetty.websocket.WebSocketHandlerWrapper;
import spark.http.matching.MatcherFilter;
import spark.route.Routes;
import spark.ssl.SslStores;
import spark.staticfiles.StaticFilesConfiguration;

/**
 * One instance of Spark without a server of its own. Spark starts its server with the first route; ours is started last of
 * all, so the factory given to Spark only keeps the filter that knows the routes.
 */
final class SparkPages implements AutoCloseable {
    private final Service service = Service.ignite();
    private final CompletableFuture<MatcherFilter> filter = new CompletableFuture<>();

    SparkPages() {
        Object identifier = new Object();
        register(identifier, this::embed);
        service.embeddedServerIdentifier(identifier);
    }

    /** Spark's register of factories is a plain map for all threads. */
    private static synchronized void register(Object identifier, EmbeddedServerFactory factory) {
        EmbeddedServers.initialize();
        EmbeddedServers.add(identifier, factory);
    }

    private EmbeddedServer embed(
            Routes routes, StaticFilesConfiguration files, ExceptionMapper exceptions, boolean others) {
        filter.complete(new MatcherFilter(routes, files, exceptions, false, false));
        return new NoServer();
    }

    Service service() {
        return service;
    }

    /** The filter that answers by the routes; there is one as soon as there is a route. */
    MatcherFilter filter() {
        return filter.join();
    }

    @Override
    public void close() {
        service.stop();
    }

    private static final class NoServer implements EmbeddedServer {
        private final CountDownLatch stopped = new CountDownLatch(1);

        @Override
        public int ignite(String host, int port, SslStores ssl, int max, int min, int idle) {
            return port;
        }

        @Override
        public void configureWebSockets(Map<String, WebSocketHandlerWrapper> handlers, Optional<Long> idleMillis) {}

        @Override
        public void trustForwardHeaders(boolean trust) {}

        @Override
        public void join() throws InterruptedException {
            stopped.await();
        }

        @Override
        public void extinguish() {
            stopped.countDown();
        }

        @Override
        public int activeThreadCount() {
            return 0;
        }
    }
}
