package starforge.events;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.bus.Broadcasts;
import starforge.bus.Event;

/**
 * Carries the log to the bus, in order: woken after each commit, and looking each second in case another process wrote and
 * did not live to tell. What was heard on the bus need not be told again; a few events may be told by two processes, which
 * listeners can bear. What it could not send it sends later; who was not told reads the log.
 */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH = 500;
    private static final long LONGEST_END_MILLIS = 10_000;

    private final Events events;
    private final Broadcasts broadcasts;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "relay");
    /** All events up to this place were sent, by this process or another. */
    private final AtomicLong told = new AtomicLong();

    private volatile boolean running = true;

    public Relay(Events events, Broadcasts broadcasts) {
        this.events = events;
        this.broadcasts = broadcasts;
        this.thread.setDaemon(true);
    }

    public void start() {
        told.set(events.last());
        broadcasts.listen(event -> told.compareAndSet(event.seq() - 1, event.seq()));
        events.onCommit(work::release);
        thread.start();
    }

    private void run() {
        while (running) {
            try {
                if (work.tryAcquire(1, TimeUnit.SECONDS)) {
                    work.drainPermits();
                }
                carryOn();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("The log cannot be sent just now, trying again: {}", e.toString());
            }
        }
    }

    private void carryOn() {
        for (List<Event> batch = next(); !batch.isEmpty(); batch = next()) {
            for (Event event : batch) {
                broadcasts.send(event);
                told.accumulateAndGet(event.seq(), Math::max);
            }
        }
    }

    private List<Event> next() {
        return events.after(told.get(), BATCH);
    }

    /** Ends after what is being sent. Never by an interrupt: that would close the database's file under it. */
    @Override
    public void close() {
        running = false;
        work.release();
        try {
            thread.join(LONGEST_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
