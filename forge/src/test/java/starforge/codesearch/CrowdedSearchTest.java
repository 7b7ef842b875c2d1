package starforge.codesearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.code.FilledForge;
import starforge.code.Past;
import starforge.kernels.Kernels;

/** When more search at once than there is room for. */
class CrowdedSearchTest {
    private static final int ASKED = 12;
    /** Of one address so many are let in. */
    private static final int LET_IN = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final CountDownLatch gate = new CountDownLatch(1);

    /** Whoever searches waits until the gate is opened. */
    private Kernels behindTheGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Kernels.best();
    }

    @Test
    void of_too_many_searches_at_once_the_last_are_told_when_to_come_again_and_the_first_are_answered()
            throws IOException {
        ExecutorService crowd = Executors.newFixedThreadPool(ASKED);
        try (FilledForge filled = new FilledForge(folder, this::behindTheGate)) {
            filled.push("lantern", new Past().commit("Begin").file("a.txt", "a lamp\n"));
            awaitSnapshot(filled.forge().data().resolve("search"));
            List<CompletableFuture<HttpResponse<String>>> searches = new ArrayList<>();
            for (int i = 0; i < ASKED; i++) {
                String address = i % 2 == 0 ? "/mira/lantern/search?q=lamp" : "/search?type=code&q=lamp";
                searches.add(CompletableFuture.supplyAsync(() -> filled.get(address), crowd));
            }
            List<HttpResponse<String>> sentAway = sentAway(searches);
            gate.countDown();

            assertThat(sentAway).hasSize(ASKED - LET_IN).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                        .isPositive();
            });
            assertThat(searches.stream().filter(search -> search.join().statusCode() == 200))
                    .hasSize(LET_IN);
        } finally {
            gate.countDown();
            crowd.shutdown();
        }
    }

    /** It is made in the background after the push. */
    private static void awaitSnapshot(Path folder) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (boolean isThere = false; !isThere; ) {
            assertThat(System.nanoTime()).as("no snapshot came").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
            try (Stream<Path> files = Files.list(folder)) {
                isThere = files.anyMatch(file -> file.toString().endsWith(".snap"));
            }
        }
    }

    /** Those who were answered while nobody could search, once they are all but a few. */
    private static List<HttpResponse<String>> sentAway(List<CompletableFuture<HttpResponse<String>>> searches) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<HttpResponse<String>> answers = List.of();
        while (answers.size() < ASKED - LET_IN && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(5_000_000);
            answers = searches.stream()
                    .filter(CompletableFuture::isDone)
                    .map(CompletableFuture::join)
                    .toList();
        }
        return answers;
    }
}
