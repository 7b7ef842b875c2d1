package starforge.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import starforge.db.Database;
import starforge.jobs.Job.State;

/**
 * The jobs that runners hold: each for some time, which is longer for as long as signs of its runner's life come, and each by a
 * holder whose name begins with its runner's. What a holder says of a job that was taken from it changes nothing.
 */
final class Leases {
    static final int LONGEST_PROBLEM = 1000;

    private final Jobs jobs;
    private final Database database;
    private final Clock clock;
    private final JobTable table = new JobTable();

    Leases(Jobs jobs, Database database, Clock clock) {
        this.jobs = jobs;
        this.database = database;
        this.clock = clock;
    }

    /** Takes the next job that is due. */
    Optional<Job> take(Set<String> tasks, String holder, Duration held) {
        return take(tasks, holder, held, Duration.ZERO);
    }

    /** The same for one that has been due for some time: others may be told of it before. */
    Optional<Job> take(Set<String> tasks, String holder, Duration held, Duration grace) {
        return take(
                holder, held, handle -> table.due(handle, tasks, clock.instant().minus(grace), clock.instant()));
    }

    /** Takes a certain job, if it still waits and is due. */
    Optional<Job> take(long id, Set<String> tasks, String holder, Duration held) {
        return take(holder, held, handle -> table.find(handle, id)
                .filter(job -> !job.isForeign() && tasks.contains(job.what()))
                .filter(job -> job.state() == State.WAITING && !job.dueAt().isAfter(clock.instant())));
    }

    private Optional<Job> take(String holder, Duration held, Function<Handle, Optional<Job>> find) {
        // Most often there is nothing, and then nobody's turn is taken.
        if (database.read(find).isEmpty()) {
            return Optional.empty();
        }
        return jobs.quietly(transaction -> {
            Optional<Job> due = find.apply(transaction.handle());
            due.ifPresent(job -> table.take(
                    transaction.handle(),
                    job.id(),
                    holder,
                    clock.instant(),
                    clock.instant().plus(held)));
            return due.flatMap(job -> table.find(transaction.handle(), job.id()));
        });
    }

    /** Says that a runner lives. Gives the numbers of the jobs it still holds. */
    Set<Long> hold(String runner, Duration held) {
        return jobs.quietly(transaction ->
                table.hold(transaction.handle(), runner, clock.instant().plus(held)));
    }

    /** The same without the sign of life. */
    Set<Long> heldBy(String runner) {
        return database.read(handle -> table.heldBy(handle, runner));
    }

    void progress(Job job, String holder, int percent) {
        jobs.quietly(transaction -> table.progress(transaction.handle(), job.id(), holder, percent)
                && jobs.tell(transaction, job, "progress", Map.of("what", job.what(), "percent", percent)));
    }

    /** Stores the end of a job with its effect: both, once; or neither, when it was taken from the holder. */
    void done(Job job, String holder, Task.Done done) {
        jobs.quietly(transaction -> {
            boolean ended =
                    table.end(transaction.handle(), job.id(), holder, State.DONE, done.result(), clock.instant());
            if (ended) {
                done.effect().accept(transaction);
                jobs.tell(transaction, job, "done", Map.of("what", job.what(), "result", done.result()));
                transaction.afterCommit(() -> jobs.courier().ifPresent(Jobs.Courier::ended));
            }
            return ended;
        });
    }

    /**
     * Stores that an attempt failed.
     *
     * @param again after how long to try once more; empty for never
     */
    void failed(Job job, String holder, String why, Optional<Duration> again) {
        String problem = why.length() > LONGEST_PROBLEM ? why.substring(0, LONGEST_PROBLEM) : why;
        jobs.quietly(transaction -> {
            boolean mine = again.map(time -> table.postpone(
                            transaction.handle(),
                            job.id(),
                            holder,
                            clock.instant().plus(time)))
                    .orElseGet(() -> table.end(
                                    transaction.handle(), job.id(), holder, State.DEAD, Map.of(), clock.instant())
                            && jobs.tell(transaction, job, "failed", Map.of("what", job.what(), "why", problem)));
            if (mine) {
                table.problem(transaction.handle(), job.id(), problem);
            }
            return mine;
        });
    }
}
