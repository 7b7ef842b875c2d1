package starforge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryCountsTest extends CountsContract {
    @Override
    Counts open(Clock clock) {
        return new MemoryCounts(clock);
    }

    @Test
    void a_number_is_kept_as_long_as_somebody_adds_to_it() {
        Counts counts = new MemoryCounts(clock);
        counts.add("a", HOUR);
        clock.turn(Duration.ofMinutes(59));
        counts.add("a", HOUR);
        clock.turn(Duration.ofMinutes(59));
        assertThat(counts.of("a")).isEqualTo(2);
        clock.turn(Duration.ofMinutes(1));
        assertThat(counts.of("a")).isZero();
    }

    @Test
    void the_oldest_go_when_there_are_too_many() {
        Counts counts = new MemoryCounts(clock);
        for (int i = 0; i <= MemoryCounts.LIMIT; i++) {
            counts.add("key " + i, HOUR);
        }
        assertThat(counts.of("key 0")).isZero();
        assertThat(counts.of("key " + MemoryCounts.LIMIT)).isEqualTo(1);
    }
}
