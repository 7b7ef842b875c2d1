package starforge.git;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Refusal;

/**
 * Tidies in the background what pushes have made untidy ({@link Repositories#tidy}): one repository at a time, each once for
 * many pushes, on one thread and one core. What it did not come to before the forge ended, the next start finds.
 * Of several processes on one data folder each looks after the pushes it took, and a repository is tidied by one at a time.
 */
public final class Maintenance implements PushListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final long SECONDS_TO_END = 20;
    private static final long MINUTES = 5;

    private final Repositories repositories;
    private final Duration pause;
    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService worker;
    private volatile boolean isClosing;

    /**
     * Gets ready.
     *
     * @param pause how long after the first of some pushes a repository is looked at
     */
    public Maintenance(Repositories repositories, Duration pause) {
        this.repositories = repositories;
        this.pause = pause;
        this.worker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "maintenance");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Looks through all repositories once, in the background.
     *
     * @param nowAndAgain is done every few minutes from then on
     */
    public void start(Runnable nowAndAgain) {
        worker.execute(
                () -> guarded("all repositories", () -> repositories.ids().forEach(this::soon)));
        var unused = worker.scheduleWithFixedDelay(
                () -> guarded("what was left", nowAndAgain), MINUTES, MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public void pushed(Push push) {
        soon(push.repoId());
    }

    private void soon(long id) {
        if (waiting.add(id)) {
            try {
                var unused = worker.schedule(() -> look(id), pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The next start looks at repository {}", id);
            }
        }
    }

    private void look(long id) {
        // Before it begins: a push from now on may come too late for this time.
        waiting.remove(id);
        if (!isClosing && repositories.exists(id)) {
            guarded("repository " + id, () -> tidy(id));
        }
    }

    private void tidy(long id) {
        if (repositories.isUntidy(id)) {
            long began = System.nanoTime();
            repositories.tidy(id, () -> isClosing);
            LOG.info("Tidied repository {} in {} ms", id, (System.nanoTime() - began) / 1_000_000);
        }
    }

    private void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (Refusal | UncheckedIOException | IllegalStateException e) {
            if (isClosing) {
                LOG.debug("Tidying {} was broken off", what, e);
            } else {
                LOG.warn("Tidying {} failed", what, e);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("Tidying {} failed", what, e);
        }
    }

    /** Breaks off what is going on, which loses nothing. */
    @Override
    public void close() {
        isClosing = true;
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("Tidying does not end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
