package starforge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all {@link Counts} keep. */
abstract class CountsContract {
    static final Duration HOUR = Duration.ofHours(1);

    final HandClock clock = new HandClock();
    private Counts counts;

    /** A fresh one, where nothing was counted. */
    abstract Counts open(Clock clock);

    @BeforeEach
    void start() {
        counts = open(clock);
    }

    @Test
    void what_nobody_added_to_is_nothing() {
        assertThat(counts.of("a")).isZero();
    }

    @Test
    void each_number_counts_for_itself() {
        counts.add("a", HOUR);
        counts.add("a", HOUR);
        counts.add("b", HOUR);
        assertThat(counts.of("a")).isEqualTo(2);
        assertThat(counts.of("b")).isEqualTo(1);
    }

    @Test
    void what_is_forgotten_begins_anew() {
        counts.add("a", HOUR);
        counts.forget("a");
        counts.forget("never there");
        assertThat(counts.of("a")).isZero();
        counts.add("a", HOUR);
        assertThat(counts.of("a")).isEqualTo(1);
    }

    @Test
    void none_is_lost_when_many_add_at_once() {
        IntStream.range(0, 500).parallel().forEach(i -> counts.add("many", HOUR));
        assertThat(counts.of("many")).isEqualTo(500);
    }
}
