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
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.jobs.Job.State;

/**
 * Takes wishes, says how they stand, and keeps to the order of states; {@link Leases} say who does them. Every end is told by an event of topic
 * {@code job:<id>}: {@code done {what, result}}, {@code failed {what, why}} or {@code cancelled {what}}; and the way there by
 * {@code progress {what, percent}}.
 */
public final class Jobs {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration DEAD_KEPT = Duration.ofDays(30);

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

    /** What runners hold of these. */
    Leases leases() {
        return new Leases(this, database, clock);
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

    Optional<Courier> courier() {
        return courier;
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

    /** Makes everything due that was being done: only for a process that knows itself to be the only one. */
    public void recover() {
        database.change(transaction -> {
            transaction.accounted();
            table.giveBack(transaction.handle(), clock.instant());
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

    /** A change that no page shows, so that none is made anew for it. */
    <T> T quietly(Function<Transaction, T> change) {
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
