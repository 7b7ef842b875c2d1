package starforge.events;

import java.time.Duration;
import starforge.access.Refusal;
import starforge.bus.Broadcasts;
import starforge.bus.Event;

/**
 * Those who follow the log over HTTP. Each holds a thread of the server, so there are {@link #MOST} at a time; between events
 * they sleep and cost nothing.
 */
final class Followers implements AutoCloseable {
    static final int MOST = 64;

    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final Broadcasts.Subscription subscription;
    private int inside;
    private long newest;
    private boolean closed;

    Followers(Broadcasts broadcasts) {
        this.subscription = broadcasts.listen(this::wake);
    }

    private synchronized void wake(Event event) {
        newest = Math.max(newest, event.seq());
        notifyAll();
    }

    /** Takes a place. A refusal UNAVAILABLE when there is none. */
    synchronized Place enter() {
        if (closed || inside == MOST) {
            throw Refusal.busy(COME_BACK, "events.too-many");
        }
        inside++;
        return new Place();
    }

    synchronized int count() {
        return inside;
    }

    /** Sends everybody home. */
    @Override
    public void close() {
        subscription.close();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }

    /** Room for one follower. */
    final class Place implements AutoCloseable {
        /**
         * Sleeps until something is told that is behind a place in the log, or for so long, or until the end.
         *
         * @return whether something was told
         */
        boolean sleep(long after, Duration atMost) throws InterruptedException {
            long end = System.nanoTime() + atMost.toNanos();
            synchronized (Followers.this) {
                while (!closed && newest <= after) {
                    long left = (end - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return false;
                    }
                    Followers.this.wait(left);
                }
                return !closed;
            }
        }

        boolean isOpen() {
            synchronized (Followers.this) {
                return !closed;
            }
        }

        @Override
        public void close() {
            synchronized (Followers.this) {
                inside--;
            }
        }
    }
}
