package starforge.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Refusal;
import starforge.words.Words;

/**
 * Does jobs in this process, some at a time. What fails is tried again after 1, 2, 4, ... seconds, an hour at most. A job of a
 * runner that is not heard of for half a minute is taken by another one.
 */
public final class Runner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final Duration HELD = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final long TELLING_NANOS = 300_000_000L;
    private static final int LOOKS_BETWEEN_SIGNS = 10;
    /** As long as a message may be under way before the table is asked. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final Leases leases;
    private final Map<String, Task> tasks;
    private final int hands;
    private final Duration pause;
    private final String name = UUID.randomUUID().toString().substring(0, 8);
    private final BooleanSupplier isTold;
    private final Semaphore news = new Semaphore(0);
    private final Queue<Hint> hints = new ConcurrentLinkedQueue<>();
    private final Map<Long, Future<?>> running = new ConcurrentHashMap<>();
    private final AtomicInteger takings = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(Runner::thread);
    private volatile boolean open = true;

    private record Hint(long job, Runnable done) {}

    /** A runner that is not started, which looks for itself what there is to do. */
    public Runner(Jobs jobs, Map<String, Task> tasks, int hands, Duration pause) {
        this(jobs, tasks, hands, pause, () -> false);
    }

    /**
     * A runner that is not started.
     *
     * @param tasks by their names; jobs of other names are left alone
     * @param hands how many jobs it does at once
     * @param pause how often it looks for what other processes asked for
     * @param isTold whether there is somebody now who tells of each job ({@link #look}); it then looks only for what was due for
     *     {@link #GRACE}
     */
    public Runner(Jobs jobs, Map<String, Task> tasks, int hands, Duration pause, BooleanSupplier isTold) {
        this.jobs = jobs;
        this.leases = jobs.leases();
        this.isTold = isTold;
        this.tasks = Map.copyOf(tasks);
        this.hands = hands;
        this.pause = pause;
        jobs.onChange(() -> news.release(hands));
    }

    public void start() {
        for (int i = 0; i < hands; i++) {
            threads.execute(this::work);
        }
        threads.execute(this::watch);
    }

    /**
     * Says that there may be something to do.
     *
     * @param done run when this was looked after
     */
    void look(long job, Runnable done) {
        hints.add(new Hint(job, done));
        news.release();
    }

    Set<String> tasks() {
        return tasks.keySet();
    }

    private void work() {
        while (open) {
            try {
                Optional<Hint> hint = Optional.ofNullable(hints.poll());
                String holder = name + "-" + takings.incrementAndGet();
                Optional<Job> next = hint.isPresent()
                        ? leases.take(hint.get().job(), tasks.keySet(), holder, HELD)
                        : leases.take(tasks.keySet(), holder, HELD, isTold.getAsBoolean() ? GRACE : Duration.ZERO);
                if (next.isPresent()) {
                    attempt(next.get(), holder);
                } else if (hint.isEmpty()) {
                    rest();
                }
                hint.ifPresent(looked -> looked.done().run());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Jobs cannot be had just now, trying again: {}", e.toString());
                sleep();
            }
        }
    }

    private void rest() throws InterruptedException {
        if (hints.isEmpty() && news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS) && hints.isEmpty()) {
            news.drainPermits();
        }
    }

    private void sleep() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            open = false;
        }
    }

    private void attempt(Job job, String holder) throws InterruptedException {
        Task task = tasks.getOrDefault(job.what(), errand -> Task.Done.with(Map.of()));
        if (job.attempts() > task.attempts()) {
            leases.failed(job, holder, Words.english().say("jobs.lost"), Optional.empty());
            return;
        }
        Future<Task.Done> work = threads.submit(() -> task.run(new Telling(job, holder)));
        running.put(job.id(), work);
        Duration limit = limit(job, task);
        try {
            leases.done(job, holder, work.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            failed(job, holder, task, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            work.cancel(true);
            String why = Words.english().say("jobs.too-long", limit.toSeconds());
            leases.failed(job, holder, why, next(job, task));
        } catch (CancellationException e) {
            LOG.debug("{} is wanted no more", job.topic());
        } catch (RuntimeException e) {
            // Its effect or its end could not be stored.
            failed(job, holder, task, e);
        } finally {
            work.cancel(true);
            running.remove(job.id(), work);
        }
    }

    private static Duration limit(Job job, Task task) {
        Duration asked = job.limits().hard();
        return asked.isZero() || asked.compareTo(task.limit()) > 0 ? task.limit() : asked;
    }

    private void failed(Job job, String holder, Task task, Throwable why) {
        if (why instanceof Refusal refused && refused.reason() != Refusal.Reason.UNAVAILABLE) {
            leases.failed(job, holder, refused.text(), Optional.empty());
            return;
        }
        if (why instanceof Refusal refusal) {
            LOG.info("{} ({}) failed at attempt {}: {}", job.topic(), job.what(), job.attempts(), refusal.text());
        } else {
            LOG.warn("{} ({}) failed at attempt {}", job.topic(), job.what(), job.attempts(), why);
        }
        String words = why instanceof Refusal refusal
                ? refusal.text()
                : Words.english().say("jobs.broke", why.getClass().getSimpleName());
        leases.failed(job, holder, words, next(job, task));
    }

    /** After how long to try again, if at all. */
    private static Optional<Duration> next(Job job, Task task) {
        if (job.attempts() >= task.attempts()) {
            return Optional.empty();
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(job.attempts() - 1, 20));
        return Optional.of(wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
    }

    /** Each second: stops what was cancelled, here or elsewhere, and says now and then that this runner lives. */
    private void watch() {
        long tidied = System.nanoTime();
        for (int looks = 0; open; looks++) {
            sleep();
            try {
                Set<Long> mine = Set.copyOf(running.keySet());
                if (!mine.isEmpty()) {
                    Set<Long> held = looks % LOOKS_BETWEEN_SIGNS == 0 ? leases.hold(name, HELD) : leases.heldBy(name);
                    mine.stream().filter(id -> !held.contains(id)).forEach(this::stop);
                }
                if (System.nanoTime() - tidied > TimeUnit.HOURS.toNanos(1)) {
                    jobs.tidy();
                    tidied = System.nanoTime();
                }
            } catch (RuntimeException e) {
                LOG.debug("The database does not answer the runner", e);
            }
        }
    }

    private void stop(long id) {
        Future<?> work = running.get(id);
        if (work != null) {
            work.cancel(true);
        }
    }

    private static Thread thread(Runnable run) {
        Thread thread = new Thread(run, "jobs");
        thread.setDaemon(true);
        return thread;
    }

    /** Ends; what is being done is interrupted and begun anew by the next runner. */
    @Override
    public void close() {
        open = false;
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Some jobs did not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Telling implements Task.Errand {
        private final Job job;
        private final String holder;
        private long told = System.nanoTime();

        Telling(Job job, String holder) {
            this.job = job;
            this.holder = holder;
        }

        @Override
        public Job job() {
            return job;
        }

        @Override
        public void progress(int percent) {
            if (System.nanoTime() - told > TELLING_NANOS) {
                told = System.nanoTime();
                leases.progress(job, holder, Math.max(0, Math.min(99, percent)));
            }
        }
    }
}
