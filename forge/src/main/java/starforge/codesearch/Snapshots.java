package starforge.codesearch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import starforge.access.Refusal;
import starforge.git.Push;
import starforge.git.PushListener;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.jobs.Job;
import starforge.jobs.Jobs;
import starforge.jobs.Wish;

/**
 * Sees to it that there are snapshots of what is searched: after a push, when the default branch is another one, and when somebody
 * searches where there is none. The job {@code snapshot} makes them, one at a time for each repository however often it is asked.
 */
public final class Snapshots implements PushListener {
    /** Name of the task that makes a repository's snapshot. */
    public static final String ONE = "snapshot";
    /** Name of the task that makes those that are missing, as far as there is room. */
    public static final String MISSING = "snapshots";
    /** The commit of a repository that has none. */
    static final String NO_COMMIT = Push.NONE;

    /** So long pushes to a repository are gathered. */
    private static final Duration GATHERING = Duration.ofSeconds(1);
    /** A job that was asked for is not asked for again for so long. */
    private static final Duration ASKED = Duration.ofSeconds(1);

    private static final long LOOK_NANOS = 10_000_000L;

    private final Shelf shelf;
    private final Jobs jobs;
    private final Refs refs;
    private final Cache<Long, Long> asked =
            Caffeine.newBuilder().expireAfterWrite(ASKED).maximumSize(10_000).build();

    public Snapshots(Shelf shelf, Jobs jobs, Refs refs) {
        this.shelf = shelf;
        this.jobs = jobs;
        this.refs = refs;
    }

    /**
     * How it stands with the snapshot of a repository.
     *
     * @param kept the newest there is
     * @param isFresh whether that is of the commit the default branch has now
     * @param problem why there is no fresh one, or ""
     */
    record State(Optional<Kept> kept, boolean isFresh, String problem) {}

    /** The commit whose text is searched: that of the default branch, or {@link #NO_COMMIT}. */
    String head(long repo) {
        return refs.head(repo)
                .flatMap(branch -> refs.resolve(repo, branch))
                .map(Revision::commit)
                .orElse(NO_COMMIT);
    }

    @Override
    public void pushed(Push push) {
        String head = refs.head(push.repoId()).orElse("");
        boolean concerns = push.changes().stream()
                .anyMatch(change -> change.isBranch() && change.shortName().equals(head));
        if (concerns && (shelf.of(push.repoId()).isPresent() || shelf.hasRoom())) {
            jobs.submit(wish(push.repoId()).after(GATHERING).priority(3));
        }
    }

    /** Another branch is the default one. */
    public void headMoved(long repo) {
        if (shelf.of(repo).isPresent()) {
            jobs.submit(wish(repo));
        }
    }

    static Wish wish(long repo) {
        return Wish.of(ONE, Map.of(), 0).at(repo).onceAs("snapshot:" + repo);
    }

    /**
     * The snapshot of a repository, asked for when there is none or it is behind.
     *
     * @param patience how long to wait for one where there is none at all
     */
    State state(long repo, Duration patience) {
        String head = head(repo);
        Optional<Kept> kept = shelf.of(repo);
        if (kept.filter(found -> found.commit().equals(head)).isPresent()) {
            return new State(kept, true, "");
        }
        long job = ask(repo);
        return kept.isPresent() ? new State(kept, false, problem(job)) : awaited(repo, job, patience);
    }

    private long ask(long repo) {
        return asked.get(repo, key -> {
            long job = jobs.submit(wish(repo).priority(8));
            jobs.hasten(job);
            return job;
        });
    }

    private State awaited(long repo, long job, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<Kept> kept = shelf.of(repo);
        while (kept.isEmpty() && System.nanoTime() - end < 0 && problem(job).isEmpty()) {
            LockSupport.parkNanos(LOOK_NANOS);
            kept = shelf.of(repo);
        }
        return new State(kept, kept.isPresent(), kept.isPresent() ? "" : problem(job));
    }

    /** What the last attempt at a job failed at. */
    private String problem(long job) {
        return jobs.find(job).map(Job::problem).orElse("");
    }

    /** Asks for those that are missing, while there is room for more. */
    void askForMissing() {
        if (asked.getIfPresent(0L) == null && shelf.hasRoom()) {
            asked.put(
                    0L,
                    jobs.submit(Wish.of(MISSING, Map.of(), 0).onceAs(MISSING).priority(2)));
        }
    }

    /** The head, when it can be read. */
    Optional<String> readable(long repo) {
        try {
            return Optional.of(head(repo));
        } catch (Refusal damaged) {
            return Optional.empty();
        }
    }
}
