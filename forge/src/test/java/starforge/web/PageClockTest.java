package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What makes which page old. */
class PageClockTest {
    private final PageClock clock = new PageClock();

    private Shown page(long repo) {
        return new Shown(clock.now(), OptionalLong.of(repo));
    }

    @Test
    void a_change_in_a_repository_makes_its_pages_and_lists_old_and_no_others() {
        Shown own = page(42);
        Shown other = page(43);
        Shown list = new Shown(clock.now(), OptionalLong.empty());
        clock.changed(42);
        assertThat(clock.isStill(own)).isFalse();
        assertThat(clock.isStill(list)).isFalse();
        assertThat(clock.isStill(other)).isTrue();
        assertThat(clock.isStill(page(42))).isTrue();
    }

    @Test
    void a_change_of_everything_makes_every_page_old() {
        Shown page = page(42);
        clock.everythingChanged();
        assertThat(clock.isStill(page)).isFalse();
        assertThat(clock.isStill(page(42))).isTrue();
    }

    @Test
    void repositories_that_share_a_place_only_make_each_other_older() {
        Shown page = page(42);
        clock.changed(42 + 4096);
        assertThat(clock.isStill(page)).isFalse();
    }
}
