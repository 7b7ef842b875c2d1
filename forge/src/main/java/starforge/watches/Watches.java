package starforge.watches;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;

/**
 * Lets people choose what they are told of a repository. Who owns it or may write there is told everything unless they choose
 * less; all others hear of it only when they are mentioned, unless they choose more.
 */
public final class Watches {
    private final Database database;
    private final Events events;
    private final Clock clock;
    private final WatchTable table = new WatchTable();

    public Watches(Database database, Events events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Chooses; the same choice again changes nothing.
     *
     * @param level empty for what their part in the repository gives them
     * @throws Refusal NOT_FOUND when the repository has just been deleted
     */
    public Watch choose(Identity who, Gate.Entry repo, Optional<WatchLevel> level) {
        return database.write(transaction -> {
            Handle handle = transaction.handle();
            if (!table.hold(handle, repo.id())) {
                throw Refusal.notFound();
            }
            int before = table.count(handle, repo.id());
            level.ifPresentOrElse(
                    chosen -> table.set(handle, repo.id(), who.userId(), chosen, clock.instant()),
                    () -> table.remove(handle, repo.id(), who.userId()));
            Watch now = of(handle, who, repo.id());
            tell(transaction, who, repo, before, now.watchers());
            return now;
        });
    }

    /** Tells the number when it is another one; what somebody chose is their own business. */
    private void tell(Transaction transaction, Identity who, Gate.Entry repo, int before, int now) {
        if (before == now) {
            transaction.accounted();
        } else {
            events.record(transaction, Draft.of("watched", who, repo, Map.of("watchers", now)));
        }
    }

    /** How somebody watches a repository; nobody in particular is told of nothing. */
    public Watch of(Identity who, long repoId) {
        return database.read(handle -> of(handle, who, repoId));
    }

    /** The numbers of the repositories of which somebody is told more than mentions; nobody's right is asked here. */
    public Map<Long, WatchLevel> watched(Identity who) {
        return database.read(handle -> table.watched(handle, who.userId()));
    }

    private Watch of(Handle handle, Identity who, long repoId) {
        int watchers = table.count(handle, repoId);
        if (who.userId() == 0) {
            return new Watch(WatchLevel.OFF, false, watchers);
        }
        Optional<WatchLevel> chosen = table.chosen(handle, repoId, who.userId());
        return new Watch(chosen.orElseGet(() -> byPart(handle, who, repoId)), chosen.isPresent(), watchers);
    }

    private WatchLevel byPart(Handle handle, Identity who, long repoId) {
        return table.isAtHome(handle, repoId, who.userId()) ? WatchLevel.ALL : WatchLevel.MENTIONS;
    }
}
