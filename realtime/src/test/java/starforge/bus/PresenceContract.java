package starforge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link Presence} says. */
abstract class PresenceContract {
    final HandClock clock = new HandClock();

    /** A fresh one, where nobody looks on. */
    abstract Presence open(Clock clock);

    static void until(Presence presence, int count) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!presence.total().equals(OptionalInt.of(count))) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void nobody_looks_on_until_somebody_does() {
        try (Presence presence = open(clock)) {
            assertThat(presence.total()).hasValue(0);
            AtomicInteger viewers = new AtomicInteger(7);
            presence.here(viewers::get);
            until(presence, 7);
        }
    }

    @Test
    void who_closes_is_not_counted() {
        Presence presence = open(clock);
        presence.here(() -> 3);
        until(presence, 3);
        presence.close();
        assertThat(presence.total()).hasValue(0);
    }
}
