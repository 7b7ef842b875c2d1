package starforge.stars;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.db.AlreadyThere;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.events.Recorded;

/** Gives and takes stars. */
public final class Stars {
    private final Database database;
    private final Events events;
    private final Clock clock;
    private final StarTable table = new StarTable();

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

    /** Stars a repository; a second time changes nothing. */
    public Outcome star(Identity who, Gate.Entry repo) {
        try {
            return database.write(
                    transaction -> table.insert(transaction.handle(), repo.id(), who.userId(), clock.instant())
                            ? counted(transaction, who, repo, "starred", 1)
                            : unchanged(transaction, repo));
        } catch (AlreadyThere e) {
            // The same person's other click was faster by less than a transaction.
            return database.write(transaction -> unchanged(transaction, repo));
        }
    }

    /** Takes a star back; where there was none nothing changes. */
    public Outcome unstar(Identity who, Gate.Entry repo) {
        return database.write(transaction -> table.delete(transaction.handle(), repo.id(), who.userId())
                ? counted(transaction, who, repo, "unstarred", -1)
                : unchanged(transaction, repo));
    }

    private Outcome counted(Transaction transaction, Identity who, Gate.Entry repo, String kind, int change) {
        int count = table.count(transaction.handle(), repo.id(), change);
        Recorded recorded = events.record(transaction, Draft.of(kind, who, repo, Map.of("count", count)));
        return new Outcome(true, count, recorded);
    }

    private Outcome unchanged(Transaction transaction, Gate.Entry repo) {
        return new Outcome(false, table.count(transaction.handle(), repo.id()), Recorded.known(events.last()));
    }

    public boolean hasStarred(Identity who, long repoId) {
        return database.read(handle -> table.exists(handle, repoId, who.userId()));
    }

    /** Those who starred a repository, newest first. */
    public List<Star> of(Gate.Entry repo, int offset, int limit) {
        return database.read(handle -> table.of(handle, repo.id(), offset, limit));
    }

    public int count(Gate.Entry repo) {
        return database.read(handle -> table.count(handle, repo.id()));
    }

    /** Stars of all repositories together. */
    public long total() {
        return database.read(table::total);
    }
}
