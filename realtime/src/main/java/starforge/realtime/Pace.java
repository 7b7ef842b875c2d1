package starforge.realtime;

import java.time.Clock;

/** Allows so many commands a second, and as many at once after a rest (a token bucket). Used by one thread at a time. */
final class Pace {
    private final Clock clock;
    private final int perSecond;
    private double left;
    private long lastMillis;

    Pace(Clock clock, int perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.left = perSecond;
        this.lastMillis = clock.millis();
    }

    /** Takes one; false when there is none. */
    boolean allows() {
        long now = clock.millis();
        left = Math.min(perSecond, left + Math.max(0, now - lastMillis) * perSecond / 1000.0);
        lastMillis = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
