package starforge.git.read;

import java.time.Duration;
import starforge.access.Refusal;

/** The end of one reading, so that a hostile history cannot hold a thread for ever. */
final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    /** To be called in every loop whose length a pusher decides; refuses when time is up or the thread is interrupted. */
    void check() {
        if (isOver()) {
            throw refusal();
        }
    }

    boolean isOver() {
        return System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted();
    }

    Refusal refusal() {
        return new Refusal(Refusal.Reason.UNAVAILABLE, "reading.too-long");
    }
}
