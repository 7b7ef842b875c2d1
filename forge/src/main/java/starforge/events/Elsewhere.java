package starforge.events;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.bus.Broadcasts;
import starforge.db.Database;
import starforge.web.PageClock;

/**
 * Turns the clock of the pages for what other processes change: by their events as they are heard, and within a second for
 * changes without an event. When nobody can say what changed, everything may have.
 */
public final class Elsewhere implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);

    private final Database database;
    private final Broadcasts broadcasts;
    private final PageClock clock;
    private final Turning turning;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(Elsewhere::thread);
    private long changes;
    private long dropped;

    public Elsewhere(Database database, Broadcasts broadcasts, PageClock clock) {
        this.database = database;
        this.broadcasts = broadcasts;
        this.clock = clock;
        this.turning = new Turning(clock);
    }

    /** Begins, unless this is the only process. */
    public void start() {
        if (database.isShared()) {
            changes = database.unaccounted();
            broadcasts.listen(event -> turning.happened(event.kind(), event.repoId()));
            var unused = looking.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
        }
    }

    private void look() {
        try {
            long now = database.unaccounted();
            long lost = broadcasts.dropped();
            if (now != changes || lost != dropped) {
                clock.everythingChanged();
            }
            changes = now;
            dropped = lost;
        } catch (RuntimeException e) {
            LOG.debug("Nobody can say what other processes changed", e);
            clock.everythingChanged();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "elsewhere");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        looking.shutdown();
    }
}
