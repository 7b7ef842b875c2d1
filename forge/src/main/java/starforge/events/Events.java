package starforge.events;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import starforge.bus.Event;
import starforge.bus.EventLog;
import starforge.db.Database;
import starforge.db.Transaction;

/**
 * Writes and reads the log. The place of an event comes from one counter row that is locked by the last statements of the
 * transaction, so the log has no gap and its order is the order of the commits: who reads "everything after N" can miss
 * nothing. (A sequence would hand out places that become visible out of order.)
 */
public final class Events implements EventLog {
    /** What counts among somebody's days. */
    private static final Set<String> CONTRIBUTIONS = Set.of("created", "forked", "pushed", "released");

    private final Database database;
    private final EventTable table;
    private final DayTable days = new DayTable();
    private final Clock clock;
    private final AtomicLong last;
    private final Map<Transaction, List<Pending>> pending = new ConcurrentHashMap<>();
    private volatile Runnable wake = () -> {};
    private volatile Consumer<Draft> told = draft -> {};
    private volatile BiConsumer<Transaction, Draft> partner = (transaction, draft) -> {};
    private volatile Witness witness = (transaction, seq, draft) -> List.of();

    public Events(Database database, Clock clock) {
        this.database = database;
        this.table = new EventTable();
        this.clock = clock;
        this.last = new AtomicLong(database.read(table::last));
    }

    /** Says what to do after each commit that added events. */
    public void onCommit(Runnable step) {
        wake = step;
    }

    /**
     * Says who is told of each event as soon as its change is stored, before the change returns to who made it. The event is
     * all that is told of the change: one that shows more than its event says is no business of {@code told} alone.
     */
    public void onStored(Consumer<Draft> step) {
        told = step;
    }

    /** Says who takes part in each change that records an event: what they add is stored with the event or not at all. */
    public void onRecord(BiConsumer<Transaction, Draft> step) {
        partner = step;
    }

    /** Says who writes down more with each event, within its change. */
    public void onStoring(Witness step) {
        witness = step;
    }

    /** Writes down, within a change, what an event means to somebody. */
    @FunctionalInterface
    public interface Witness {
        /**
         * An event has got its place.
         *
         * @return events that tell of what was written down; they get the next places, and nobody is asked about them
         */
        List<Draft> stored(Transaction transaction, long seq, Draft draft);
    }

    /** Adds an event to a change; it is stored with the change or not at all. */
    public Recorded record(Transaction transaction, Draft draft) {
        partner.accept(transaction, draft);
        Recorded recorded = new Recorded();
        pending.computeIfAbsent(transaction, this::enlist).add(new Pending(draft, recorded));
        return recorded;
    }

    private List<Pending> enlist(Transaction transaction) {
        transaction.accounted();
        transaction.lastly(() -> store(transaction));
        transaction.onEnd(() -> pending.remove(transaction));
        return new ArrayList<>();
    }

    private void store(Transaction transaction) {
        List<Pending> all = pending.getOrDefault(transaction, List.of());
        store(transaction, all);
        List<Pending> more = all.stream()
                .flatMap(each -> witness.stored(transaction, each.recorded().seq(), each.draft()).stream())
                .map(draft -> new Pending(draft, new Recorded()))
                .toList();
        if (!more.isEmpty()) {
            store(transaction, more);
        }
        transaction.afterCommit(() -> wake.run());
    }

    private void store(Transaction transaction, List<Pending> some) {
        long next = table.take(transaction.handle(), some.size());
        for (Pending each : some) {
            table.insert(transaction.handle(), next, each.draft(), clock.instant());
            each.recorded().at(next++);
            count(transaction, each.draft());
        }
        long newest = next - 1;
        transaction.afterCommit(() -> {
            last.accumulateAndGet(newest, Math::max);
            some.forEach(each -> told.accept(each.draft()));
        });
    }

    private void count(Transaction transaction, Draft draft) {
        if (CONTRIBUTIONS.contains(draft.kind())) {
            String actor = draft.actor().toLowerCase(Locale.ROOT);
            days.add(transaction.handle(), actor, today().toEpochDay(), draft.repoId());
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** What somebody contributed on each day (UTC) since one; nobody's right is asked here. */
    public List<Doing> doings(long userId, LocalDate since) {
        return database.read(handle -> days.since(handle, userId, since.toEpochDay()));
    }

    @Override
    public List<Event> after(long seq, int limit) {
        List<Event> some = database.read(handle -> table.after(handle, seq, limit));
        some.forEach(event -> last.accumulateAndGet(event.seq(), Math::max));
        return some;
    }

    @Override
    public Set<Long> ofAbsent(long after, long until) {
        return database.read(handle -> table.ofAbsent(handle, after, until));
    }

    /** The events at some places in the log, newest first; nobody's right is asked here. */
    public List<Event> at(List<Long> places) {
        return database.read(handle -> table.at(handle, places));
    }

    /** The newest events of what everybody sees, of people who are there and not blocked; newest first. */
    public List<Event> latestPublic(int limit) {
        return database.read(handle -> table.latestPublic(handle, limit));
    }

    /** The newest events of these kinds in some repositories, of people who are there and not blocked, newest first; nobody's right is asked here. */
    public List<Event> latest(Scope scope, Set<String> kinds, int limit) {
        return database.read(handle -> table.latest(handle, scope, kinds, limit));
    }

    /** The place in the log before everything that happened since a moment. */
    public long before(Instant moment) {
        return database.read(handle -> table.firstSince(handle, moment)).orElse(last() + 1) - 1;
    }

    @Override
    public long last() {
        return database.isShared() ? last.accumulateAndGet(database.read(table::last), Math::max) : last.get();
    }

    /**
     * The newest place that this process knows of, without a look at the database: for pages, which may start from an older
     * place than they show, and never from a newer one.
     */
    public long known() {
        return last.get();
    }

    private record Pending(Draft draft, Recorded recorded) {}
}
