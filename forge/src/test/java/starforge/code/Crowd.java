package starforge.code;

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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import starforge.kernels.Kernels;

/** Readers who ask all at once. Those who search code wait at a gate before they are answered. */
public final class Crowd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();

    /** For a forge in which nobody can search until the gate is opened. */
    public Kernels behindTheGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Kernels.best();
    }

    /** One more asks. */
    public void ask(Supplier<HttpResponse<String>> question) {
        asked.add(CompletableFuture.supplyAsync(question, readers));
    }

    /** What those were told who did not have to wait, once they are so many. */
    public List<HttpResponse<String>> answered(int many) {
        await("so many are answered: " + many, () -> answers().size() >= many);
        return answers();
    }

    private List<HttpResponse<String>> answers() {
        return asked.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }

    /** Lets everybody in. What all were told. */
    public List<HttpResponse<String>> open() {
        gate.countDown();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    /** Waits for the snapshots of so many repositories that were pushed to, which are made in the background. */
    public static void awaitSnapshots(FilledForge filled, int many) {
        Path folder = filled.forge().data().resolve("search");
        await("snapshots", () -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".snap")).count() >= many;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier isSo) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("waiting for: %s", what).isNegative();
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Lets everybody in, and waits until the last has gone. */
    @Override
    public void close() {
        gate.countDown();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .handle((all, failure) -> failure)
                .join();
        readers.shutdown();
    }
}
