package starforge.stars;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.events.Recorded;
import starforge.users.User;

/** Gives and takes stars. */
public final class Stars {
    private final Database database;
    private final Events events;
    private final Clock clock;
    private final StarTable table = new StarTable();
    private final StarDayTable days = new StarDayTable();

    public Stars(Database database, Events events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What a click did.
     *
     * @param changed whether anything is different now
     * @param count stars of the repository now
     * @param recorded place in the event log from which on this count holds
     */
    public record Outcome(boolean changed, int count, Recorded recorded) {
        public long seq() {
            return recorded.seq();
        }
    }

    /** Stars a repository; a second time changes nothing. A refusal NOT_FOUND when it has just been deleted. */
    public Outcome star(Identity who, Gate.Entry repo) {
        return database.write(transaction -> {
            int before = hold(transaction, repo);
            return table.insert(transaction.handle(), repo.id(), who.userId(), clock.instant())
                    ? counted(transaction, who, repo, "starred", before + 1)
                    : unchanged(before);
        });
    }

    /** Takes a star back; where there was none nothing changes. */
    public Outcome unstar(Identity who, Gate.Entry repo) {
        return database.write(transaction -> {
            int before = hold(transaction, repo);
            if (!table.delete(transaction.handle(), repo.id(), who.userId())) {
                return unchanged(before);
            }
            int count = table.isBlocked(transaction.handle(), who.userId())
                    ? table.exactly(transaction.handle(), repo.id())
                    : before - 1;
            return counted(transaction, who, repo, "unstarred", count);
        });
    }

    /**
     * Counts anew what somebody starred, within the change that blocks them or lets them in again: stars of blocked people
     * count nowhere. The new counts are told as those of stars taken back, in nobody's name.
     */
    public void recount(Transaction transaction, User user) {
        for (Gate.Entry repo : table.starredBy(transaction.handle(), user.id())) {
            int before = hold(transaction, repo);
            int count = table.exactly(transaction.handle(), repo.id());
            if (count != before) {
                keep(transaction, repo, count);
                events.record(transaction, Draft.count("unstarred", repo, count));
            }
        }
    }

    private int hold(Transaction transaction, Gate.Entry repo) {
        return table.hold(transaction.handle(), repo.id()).orElseThrow(Refusal::notFound);
    }

    private Outcome counted(Transaction transaction, Identity who, Gate.Entry repo, String kind, int count) {
        keep(transaction, repo, count);
        Recorded recorded = events.record(transaction, Draft.of(kind, who, repo, Map.of("count", count)));
        return new Outcome(true, count, recorded);
    }

    private void keep(Transaction transaction, Gate.Entry repo, int count) {
        table.setCount(transaction.handle(), repo.id(), count);
        days.note(transaction.handle(), repo.id(), today().toEpochDay(), count);
    }

    private Outcome unchanged(int count) {
        return new Outcome(false, count, Recorded.known(events.known()));
    }

    public boolean hasStarred(Identity who, long repoId) {
        return database.read(handle -> table.exists(handle, repoId, who.userId()));
    }

    /** Those who starred a repository, newest first, without those who are blocked. */
    public List<Star> of(Gate.Entry repo, int offset, int limit) {
        return database.read(handle -> table.of(handle, repo.id(), offset, limit));
    }

    public int count(Gate.Entry repo) {
        return database.read(handle -> table.count(handle, repo.id()));
    }

    /** How many stars a repository had at the end of each day (UTC) on which that changed, those of now included. */
    NavigableMap<LocalDate, Integer> history(Gate.Entry repo) {
        NavigableMap<LocalDate, Integer> history = new TreeMap<>();
        database.read(handle -> days.of(handle, repo.id()))
                .forEach((day, count) -> history.put(LocalDate.ofEpochDay(day), count));
        return history;
    }

    /** The day it is, by UTC. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * Other repositories that those who starred this one starred, with how many of them did, most first; asked of the newest
     * stars alone, so that it costs the same for every repository. Nobody's right to see them is asked here.
     */
    Map<Long, Integer> alsoStarred(long repoId) {
        return database.read(handle -> table.alsoStarred(handle, repoId));
    }

    /** Stars of all repositories together. */
    public long total() {
        return database.read(table::total);
    }
}
