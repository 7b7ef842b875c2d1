package starforge.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import starforge.Together;

/** Somebody who follows {@code /-/events}. */
final class EventStream implements AutoCloseable {
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> ended;

    /** Begins to follow from now on, with a header that says who one is. */
    EventStream(String forge, long after, String header, String value) {
        URI address = URI.create(forge + "/-/events?follow=1&after=" + after);
        HttpRequest request =
                HttpRequest.newBuilder(address).header(header, value).build();
        ended = HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofLines())
                .thenAcceptAsync(answer -> answer.body().forEach(told::add))
                .exceptionally(broken -> null);
    }

    /** Waits until an event with a text is told, or the stream has ended; gives all that was told so far. */
    String untilToldOrEnded(String text) {
        Together.until(text, () -> ended.isDone() || String.join("\n", told).contains(text));
        return String.join("\n", told);
    }

    /** Waits for the end. */
    void awaitEnd() {
        Together.until("the stream ends", ended::isDone);
    }

    @Override
    public void close() {
        ended.cancel(true);
    }
}
