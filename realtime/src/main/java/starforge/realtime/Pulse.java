package starforge.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to ping a watcher, and whether it still answers. The first ping comes at a random moment of the second half of the
 * interval, so that watchers who came together, after a restart, are not pinged together for ever.
 */
final class Pulse {
    /** Time between two pings; proxies that close idle connections commonly wait 60 seconds. */
    static final Duration EVERY = Duration.ofSeconds(25);

    /** Time for the pong. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private Instant nextPing;
    private Instant silentFrom = Instant.MAX;

    Pulse(Instant start) {
        long half = EVERY.toMillis() / 2;
        nextPing = start.plusMillis(half + ThreadLocalRandom.current().nextLong(half));
    }

    /** Whether a ping is due; asking this sends it, as far as this class knows. */
    synchronized boolean pingDue(Instant now) {
        if (now.isBefore(nextPing)) {
            return false;
        }
        nextPing = now.plus(EVERY);
        silentFrom = now.plus(PATIENCE);
        return true;
    }

    /** Whether a ping stayed without an answer for too long. */
    synchronized boolean isSilent(Instant now) {
        return !now.isBefore(silentFrom);
    }

    synchronized void pong() {
        silentFrom = Instant.MAX;
    }
}
