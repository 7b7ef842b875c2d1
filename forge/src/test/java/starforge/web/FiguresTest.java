package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How times and numbers are said. */
class FiguresTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:34:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT10S, just now", "PT1M, a minute ago", "PT14M, 14 minutes ago", "PT1H, an hour ago", "PT5H, 5 hours ago",
        "P1D, yesterday", "P13D, 13 days ago", "P21D, 3 weeks ago", "P100D, 3 months ago", "P800D, 2 years ago",
        "P2000D, on 2 June 2021", "-P1D, on 24 November 2026"
    })
    void times_grow_coarser(String age, String words) {
        assertThat(Figures.ago(NOW.minus(Duration.parse(age)), NOW)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999",
        "1000, 1k",
        "1234, 1.2k",
        "9949, 9.9k",
        "34000, 34k",
        "999499, 999k",
        "1500000, 1.5M"
    })
    void counts_take_few_letters(long n, String words) {
        assertThat(Figures.brief(n)).isEqualTo(words);
    }
}
