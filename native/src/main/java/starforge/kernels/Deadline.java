package starforge.kernels;

import java.time.Duration;

/** When a search must end. */
final class Deadline {
    private final long end;

    Deadline(Duration budget) {
        this.end = System.nanoTime() + Math.max(0, Math.min(budget.toNanos(), Long.MAX_VALUE / 4));
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}
