package starforge.trips;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what cannot say by itself that it happened. */
final class Waiting {
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private Waiting() {}

    /**
     * Returns as soon as a condition holds.
     *
     * @throws AssertionError with a sentence when it does not in time
     */
    static void until(Duration patience, BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
