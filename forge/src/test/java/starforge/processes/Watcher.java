package starforge.processes;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the script on the front page does, for as long as it is open: takes the page's ticket, resumes from the last event it
 * knows, and comes back whenever the connection is lost.
 */
final class Watcher implements AutoCloseable {
    private static final Pattern TICKET = Pattern.compile("wstoken[0-9a-f]{32}");
    private static final Pattern PAGE = Pattern.compile("data-seq=\"(\\d+)\"");
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Part> web;
    private final List<Part> realtime;
    private final int first;
    private final List<Long> heard = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "watcher");
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean open = true;
    private long start = -1;
    private long last;
    private int connections;

    /** Begins to watch; returns when it does. */
    Watcher(List<Part> web, List<Part> realtime, int number) {
        this.web = web;
        this.realtime = realtime;
        this.first = number;
        thread.setDaemon(true);
        thread.start();
        try {
            if (!begun.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("A watcher could not begin: " + oddities());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run() {
        for (int turn = first; open; turn++) {
            try {
                watch(web.get(turn % web.size()), realtime.get(turn % realtime.size()));
            } catch (CompletionException e) {
                // A part is away. The next turn tries another one.
            }
            rest();
        }
    }

    private static void rest() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, from the page to its end. */
    private void watch(Part pages, Part live) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(pages.address() + "/"))
                .timeout(Duration.ofSeconds(10))
                .build();
        String page = client.sendAsync(request, BodyHandlers.ofString()).join().body();
        Matcher ticket = TICKET.matcher(page);
        Matcher seq = PAGE.matcher(page);
        if (!ticket.find() || !seq.find()) {
            return;
        }
        synchronized (this) {
            if (start < 0) {
                start = Long.parseLong(seq.group(1));
                last = start;
            }
        }
        CompletableFuture<Integer> end = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("starforge.v1", ticket.group())
                .connectTimeout(Duration.ofSeconds(5))
                .buildAsync(URI.create(live.address().replace("http:", "ws:") + "/-/live"), new Listening(end))
                .join();
        socket.sendText("{\"op\":\"resume\",\"after\":" + last() + "}", true).join();
        end.join();
        socket.abort();
    }

    private synchronized void hear(String message) {
        if (message.startsWith("{\"type\":\"event\"")) {
            Matcher seq = SEQ.matcher(message);
            if (seq.find()) {
                last = Long.parseLong(seq.group(1));
                heard.add(last);
            }
        } else if (message.contains("\"resumed\"")) {
            connections++;
            begun.countDown();
        } else if (!message.contains("\"hello\"")) {
            oddities.add(message);
        }
    }

    /** The place in the log that its first page showed. */
    synchronized long start() {
        return start;
    }

    synchronized long last() {
        return last;
    }

    synchronized List<Long> heard() {
        return List.copyOf(heard);
    }

    /** Everything else that was said to it, such as that it should reload, or never come back. */
    synchronized List<String> oddities() {
        return List.copyOf(oddities);
    }

    synchronized int connections() {
        return connections;
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
    }

    private final class Listening implements WebSocket.Listener {
        private final CompletableFuture<Integer> end;
        private final StringBuilder text = new StringBuilder();

        Listening(CompletableFuture<Integer> end) {
            this.end = end;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                hear(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(part);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            if (code >= 4100) {
                oddities.add("closed with " + code + " " + reason);
            }
            end.complete(code);
            return CompletableFuture.completedFuture(code);
        }

        @Override
        public void onError(WebSocket from, Throwable problem) {
            end.complete(0);
        }
    }
}
