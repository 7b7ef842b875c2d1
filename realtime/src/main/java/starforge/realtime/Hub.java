package starforge.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.bus.Event;
import starforge.bus.EventLog;
import starforge.bus.Topic;

/**
 * Tells the watchers of this process what happens, each event once and in the order of the log. A broadcast is only the
 * hint: what is missing between two of them is read from the log. One lock makes the order; a viewer's connection may end
 * at any time without it.
 */
final class Hub {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final int BATCH = 512;
    /** How often the log is looked at although no broadcast came. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final EventLog log;
    private final Clock clock;
    private final Watchers watchers = new Watchers();
    private final Rights rights;
    private final Open open;
    private final LongAdder delivered = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private Ring ring = new Ring(0);
    private Instant nextLook;
    private volatile boolean closed;

    Hub(EventLog log, Guard guard, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.rights = new Rights(guard, watchers);
        this.open = new Open(log, guard);
        this.nextLook = clock.instant().plus(LOOK);
    }

    /** Reads the newest events from the log; to be called before the first broadcast comes in. */
    synchronized void start() {
        ring = newest();
    }

    /** Takes a broadcast: in order, late, double or with a gap before it. */
    synchronized void accept(Event event) {
        if (event.seq() > ring.last() + 1) {
            readOn();
        }
        if (event.seq() == ring.last() + 1) {
            deliver(event);
        }
    }

    /** Lets a viewer in, as far as it may watch, and greets it. */
    void join(Viewer viewer) {
        // First among the watchers, then asked about: so a right that ends in between is asked about again.
        watchers.add(viewer);
        if (closed) {
            viewer.end(Closing.RESTART);
        }
        if (rights.confirm(viewer)) {
            synchronized (this) {
                viewer.welcome(ring.last());
            }
        }
    }

    /**
     * Tells a viewer what it missed, then {@code resumed}, or {@code reload} when that is not known any more.
     *
     * @param after the last place in the log that it knows
     */
    void resume(Viewer viewer, long after) {
        if (rights.confirm(viewer)) {
            synchronized (this) {
                if (after > ring.last()) {
                    readOn();
                }
                delivered.add(viewer.resume(ring, open, after));
            }
        }
    }

    /** Ends the holding back of a viewer that does not begin with a resume. */
    synchronized void release(Viewer viewer) {
        if (viewer.isHeld()) {
            delivered.add(viewer.release(ring, open));
        }
    }

    /** Adds a topic to what a viewer watches, from now on. */
    synchronized void watch(Viewer viewer, Topic topic) {
        watchers.watch(viewer, topic);
    }

    void leave(Viewer viewer) {
        if (watchers.remove(viewer) && viewer.wasSlow()) {
            dropped.increment();
        }
    }

    /** Does what is due by the clock; call it a few times a second. */
    void tick() {
        Instant now = clock.instant();
        for (Viewer viewer : watchers.all()) {
            viewer.tick(now);
            if (viewer.isReleaseDue(now)) {
                release(viewer);
            }
        }
        if (!now.isBefore(nextLook)) {
            nextLook = now.plus(LOOK);
            look();
        }
    }

    /** Reads what the log has and no broadcast told. */
    void look() {
        long known = last();
        long newest = log.last();
        synchronized (this) {
            if (newest < known) {
                startOver();
            } else if (newest > ring.last()) {
                readOn();
            }
        }
    }

    /** Sends everybody away, to come back in a moment. */
    void close() {
        closed = true;
        watchers.all().forEach(viewer -> viewer.end(Closing.RESTART));
    }

    int viewers() {
        return watchers.all().size();
    }

    long delivered() {
        return delivered.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    /** The place in the log up to which everybody has been told. */
    synchronized long last() {
        return ring.last();
    }

    private void readOn() {
        List<Event> batch;
        do {
            batch = log.after(ring.last(), BATCH);
            batch.forEach(this::inOrder);
        } while (batch.size() == BATCH);
    }

    private void inOrder(Event event) {
        if (event.seq() > ring.last() + 1) {
            startOver();
        } else if (event.seq() == ring.last() + 1) {
            deliver(event);
        }
    }

    /** When nobody can say who may be told, nothing is done: the log is read again from here. */
    private void deliver(Event event) {
        open.after(event);
        open.isOpen(event);
        Ring.Told told = ring.add(event);
        rights.after(event);
        int count = 0;
        for (Viewer viewer : watchers.of(told.topics(open))) {
            count += viewer.tell(told.text()) ? 1 : 0;
        }
        delivered.add(count);
    }

    /** The log is another one than before, as after a restored backup: nobody can be told the difference. */
    private void startOver() {
        LOG.warn("The event log does not go on behind {}; all pages are told to reload", ring.last());
        ring = newest();
        watchers.all().forEach(viewer -> viewer.startOver(ring.last()));
    }

    private Ring newest() {
        Ring fresh = new Ring(Math.max(0, log.last() - Ring.SIZE));
        List<Event> batch;
        do {
            batch = log.after(fresh.last(), BATCH);
            for (Event event : batch) {
                fresh = event.seq() == fresh.last() + 1 ? fresh : new Ring(event.seq() - 1);
                fresh.add(event);
            }
        } while (batch.size() == BATCH);
        open.startOver(fresh.last());
        return fresh;
    }
}
