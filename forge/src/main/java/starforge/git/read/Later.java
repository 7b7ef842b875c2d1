package starforge.git.read;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import starforge.access.Refusal;

/**
 * Answers that may take long, worked out by a few threads of their own, each once for all who ask at the same time. Who asks
 * waits a moment; what takes longer goes on. The work keeps its answers itself.
 */
final class Later<K, V> implements AutoCloseable {
    private final Function<K, V> work;
    private final ThreadPoolExecutor workers;
    private final ConcurrentMap<K, CompletableFuture<V>> asked = new ConcurrentHashMap<>();

    /**
     * Prepares the threads, which start when they are needed.
     *
     * @param waiting most questions that wait for a thread
     */
    Later(String name, int threads, int waiting, Function<K, V> work) {
        this.work = work;
        this.workers = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting), task -> thread(name, task));
        workers.allowCoreThreadTimeOut(true);
    }

    /** The answer if it comes in time; empty too when too many wait. What the work refuses is refused. */
    Optional<V> within(Duration moment, K question) {
        CompletableFuture<V> answer = ask(question);
        try {
            return Optional.of(answer.get(moment.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | CancellationException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e.getCause());
        }
    }

    private CompletableFuture<V> ask(K question) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> running = asked.putIfAbsent(question, mine);
        if (running != null) {
            return running;
        }
        try {
            workers.execute(() -> answer(question, mine));
        } catch (RejectedExecutionException e) {
            asked.remove(question);
            mine.cancel(false);
        }
        return mine;
    }

    private void answer(K question, CompletableFuture<V> waiting) {
        try {
            waiting.complete(work.apply(question));
        } catch (RuntimeException | Error e) {
            waiting.completeExceptionally(e);
        } finally {
            asked.remove(question);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
