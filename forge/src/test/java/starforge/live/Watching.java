package starforge.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import starforge.Browsing;

/** What the script on a page does: takes the page's ticket, connects, and listens. */
public final class Watching implements WebSocket.Listener, AutoCloseable {
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /** Watches as the browser does that loaded a page. */
    public static Watching page(String forge, Browsing browser, String path) {
        String page = browser.get(path).body();
        Watching watching = new Watching(forge, found("(wstoken[0-9a-f]{32})", page));
        watching.say("{\"op\":\"resume\",\"after\":" + found("data-seq=\"(\\d+)\"", page) + "}");
        watching.next("\"resumed\"");
        return watching;
    }

    public Watching(String forge, String ticket) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("starforge.v1", ticket)
                .buildAsync(URI.create(forge.replace("http:", "ws:") + "/-/live"), this)
                .join();
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("There is no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    /** Sends a message. */
    public void say(String text) {
        socket.sendText(text, true).join();
    }

    /** The next message that contains a text; those before it are passed over. */
    public String next(String part) {
        for (String message = take(); ; message = take()) {
            if (message.contains(part)) {
                return message;
            }
        }
    }

    /**
     * What is told to one who comes back.
     *
     * @param topics names with spaces between
     * @param after the last place in the log that was heard of
     */
    public static String missed(String forge, Browsing browser, String topics, long after) {
        String answer =
                browser.postForJson("/-/live/token", Map.of("topics", topics)).body();
        try (Watching watching = new Watching(forge, found("(wstoken[0-9a-f]{32})", answer))) {
            watching.say("{\"op\":\"resume\",\"after\":" + after + "}");
            StringBuilder told = new StringBuilder();
            for (String message = watching.take(); !message.contains("\"resumed\""); message = watching.take()) {
                told.append(message).append('\n');
            }
            return told.toString();
        }
    }

    private String take() {
        try {
            String message = heard.poll(20, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("Nothing more was heard for 20 seconds");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that was heard and not taken yet. */
    public String rest() {
        return String.join("\n", heard);
    }

    /** The code with which the server ended the connection. */
    public int closeCode() {
        return closed.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        heard.add(text.toString());
        from.request(1);
        return CompletableFuture.completedFuture(text);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(code);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
