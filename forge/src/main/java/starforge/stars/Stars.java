package starforge.stars;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
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
            return table.delete(transaction.handle(), repo.id(), who.userId())
                    ? counted(transaction, who, repo, "unstarred", before - 1)
                    : unchanged(before);
        });
    }

    private int hold(Transaction transaction, Gate.Entry repo) {
        return table.hold(transaction.handle(), repo.id()).orElseThrow(Refusal::notFound);
    }

    private Outcome counted(Transaction transaction, Identity who, Gate.Entry repo, String kind, int count) {
        table.setCount(transaction.handle(), repo.id(), count);
        Recorded recorded = events.record(transaction, Draft.of(kind, who, repo, Map.of("count", count)));
        return new Outcome(true, count, recorded);
    }

    private Outcome unchanged(int count) {
        return new Outcome(false, count, Recorded.known(events.known()));
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
