package starforge.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.jobs.Job.State;

/**
 * Takes wishes, says how they stand, and keeps to the order of states. Every end is told by an event of topic
 * {@code job:<id>}: {@code done {what, result}}, {@code failed {what, why}} or {@code cancelled {what}}; and the way there by
 * {@code progress {what, percent}}.
 */
public final class Jobs {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration DEAD_KEPT = Duration.ofDays(30);
    static final int LONGEST_PROBLEM = 1000;

    private final Database database;
    private final Events events;
    private final Clock clock;
    private final JobTable table = new JobTable();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Followup> followups = new CopyOnWriteArrayList<>();
    private volatile Optional<Courier> courier = Optional.empty();

    public Jobs(Database database, Events events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /** Says what to do whenever a job of this process may have become due, or is wanted no more. */
    void onChange(Runnable step) {
        listeners.add(step);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Adds what a feature does beside the foreign jobs it asked for. */
    public void follow(Followup followup) {
        followups.add(followup);
    }

    List<Followup> followups() {
        return followups;
    }

    /** Who carries news of this process's jobs to a broker. */
    interface Courier {
        void submitted(Job job);

        void cancelled(Job job);

        void ended();
    }

    /** Says that there is a broker. */
    void deliverBy(Courier carrying) {
        courier = Optional.of(carrying);
    }

    /** Whether programs of others can be asked for anything. */
    public boolean hasBroker() {
        return courier.isPresent();
    }

    /** Stores a job, and gives its number: that of the open one, when there is one of the same key. */
    public long submit(Wish wish) {
        return database.write(transaction -> submit(transaction, wish));
    }

    /**
     * The same, as part of a change: the job is there if the change is.
     *
     * @throws Refusal UNAVAILABLE for a foreign one when there is no broker
     */
    public long submit(Transaction transaction, Wish wish) {
        if (wish.isForeign() && !hasBroker()) {
            throw new Refusal(Reason.UNAVAILABLE, "jobs.no-broker", wish.what());
        }
        transaction.accounted();
        Optional<Long> open = wish.key().flatMap(key -> table.open(transaction.handle(), key));
        transaction.afterCommit(this::changed);
        return open.orElseGet(() -> {
            long id = table.insert(transaction.handle(), wish, clock.instant());
            if (wish.after().isZero()) {
                Job job = table.find(transaction.handle(), id).orElseThrow();
                transaction.afterCommit(() -> courier.ifPresent(told -> told.submitted(job)));
            }
            return id;
        });
    }

    /** Makes a job due that was to wait. */
    public void hasten(long id) {
        quietly(transaction -> {
            table.hasten(transaction.handle(), id, clock.instant());
            return true;
        });
        changed();
        find(id).ifPresent(job -> courier.ifPresent(told -> told.submitted(job)));
    }

    public Optional<Job> find(long id) {
        return database.read(handle -> table.find(handle, id));
    }

    /** How many jobs of somebody are still to end. */
    public int openOf(long userId) {
        return database.read(handle -> table.openOf(handle, userId));
    }

    /** Some jobs, newest first. */
    List<Job> page(Set<State> states, int offset, int limit) {
        return database.read(handle -> table.page(handle, states, offset, limit));
    }

    int count(Set<State> states) {
        return database.read(handle -> table.count(handle, states));
    }

    /** Ends a job before its time. A refusal CONFLICT when it has ended already. */
    public void cancel(long id) {
        boolean done = quietly(transaction -> {
            Job job = table.find(transaction.handle(), id).orElseThrow(Refusal::notFound);
            boolean ended = table.cancel(transaction.handle(), id, clock.instant());
            if (ended) {
                cancelled(transaction, job);
                transaction.afterCommit(() -> courier.ifPresent(told -> told.cancelled(job)));
            }
            return ended;
        });
        if (!done) {
            throw new Refusal(Reason.CONFLICT, "jobs.has-ended");
        }
        changed();
    }

    /** Begins anew with what failed or was cancelled. A refusal CONFLICT for any other. */
    public void again(long id) {
        boolean done = quietly(transaction -> {
            Job job = table.find(transaction.handle(), id).orElseThrow(Refusal::notFound);
            return table.again(transaction.handle(), job.id(), clock.instant());
        });
        if (!done) {
            throw new Refusal(Reason.CONFLICT, "jobs.not-failed");
        }
        changed();
    }

    /** Tells that a job is cancelled. */
    private void cancelled(Transaction transaction, Job job) {
        tell(transaction, job, "cancelled", Map.of("what", job.what()));
        ended(transaction, job);
    }

    /** Tells those who follow foreign jobs of an end that was just stored. */
    void ended(Transaction transaction, Job job) {
        if (job.isForeign()) {
            Job end = table.find(transaction.handle(), job.id()).orElseThrow();
            followups.forEach(followup -> followup.ended(transaction, end));
        }
    }

    /** Takes the next job that is due, for a holder whose name begins with its runner's. */
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
        return quietly(transaction -> {
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
        return quietly(transaction ->
                table.hold(transaction.handle(), runner, clock.instant().plus(held)));
    }

    /** The same without the sign of life. */
    Set<Long> heldBy(String runner) {
        return database.read(handle -> table.heldBy(handle, runner));
    }

    /** Makes everything due that was being done: only for a process that knows itself to be the only one. */
    public void recover() {
        database.change(transaction -> {
            transaction.accounted();
            table.giveBack(transaction.handle(), clock.instant());
        });
    }

    void progress(Job job, String holder, int percent) {
        quietly(transaction -> table.progress(transaction.handle(), job.id(), holder, percent)
                && tell(transaction, job, "progress", Map.of("what", job.what(), "percent", percent)));
    }

    /** Stores the end of a job with its effect: both, once; or neither, when it was taken from the holder. */
    void done(Job job, String holder, Task.Done done) {
        quietly(transaction -> {
            boolean ended =
                    table.end(transaction.handle(), job.id(), holder, State.DONE, done.result(), clock.instant());
            if (ended) {
                done.effect().accept(transaction);
                tell(transaction, job, "done", Map.of("what", job.what(), "result", done.result()));
                transaction.afterCommit(() -> courier.ifPresent(Courier::ended));
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
        quietly(transaction -> {
            boolean mine = again.map(time -> table.postpone(
                            transaction.handle(),
                            job.id(),
                            holder,
                            clock.instant().plus(time)))
                    .orElseGet(() ->
                            table.end(transaction.handle(), job.id(), holder, State.DEAD, Map.of(), clock.instant())
                                    && tell(transaction, job, "failed", Map.of("what", job.what(), "why", problem)));
            if (mine) {
                table.problem(transaction.handle(), job.id(), problem);
            }
            return mine;
        });
    }

    /** Puts away what ended long ago. */
    void tidy() {
        database.change(transaction -> {
            transaction.accounted();
            table.deleteEnded(
                    transaction.handle(),
                    EnumSet.of(State.DONE, State.CANCELLED),
                    clock.instant().minus(KEPT));
            table.deleteEnded(
                    transaction.handle(),
                    EnumSet.of(State.DEAD),
                    clock.instant().minus(DEAD_KEPT));
        });
    }

    private <T> T quietly(Function<Transaction, T> change) {
        return database.write(transaction -> {
            transaction.accounted();
            return change.apply(transaction);
        });
    }

    boolean tell(Transaction transaction, Job job, String kind, Map<String, Object> data) {
        events.record(transaction, new Draft(Set.of(job.topic()), kind, job.user(), "", 0, data));
        return true;
    }
}
