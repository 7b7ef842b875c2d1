package starforge.outgoing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real server on the loopback that keeps what it is sent and answers as it is told to. */
public final class Receiver implements AutoCloseable {
    private final BlockingQueue<Got> all = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "thanks";
    private volatile Map<String, String> headers = Map.of();

    /** One request. */
    public record Got(String path, Map<String, String> headers, String body) {
        public Got {
            headers = Map.copyOf(headers);
        }

        /** A header by its name in small letters; "" when it was not sent. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    public Receiver() {
        this(0);
    }

    /** One at a port of before. */
    public Receiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> sent = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> sent.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        all.add(new Got(exchange.getRequestURI().toString(), sent, body));
        headers.forEach((name, value) -> exchange.getResponseHeaders().put(name, List.of(value)));
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Says what to answer from now on. */
    public Receiver answering(int code, String text, Map<String, String> more) {
        status = code;
        answer = text;
        headers = Map.copyOf(more);
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** What comes next, within 20 seconds. */
    public Got next() {
        try {
            Got got = all.poll(20, TimeUnit.SECONDS);
            if (got == null) {
                throw new AssertionError("Nothing came within 20 seconds");
            }
            return got;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public boolean isQuiet() {
        return all.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
