package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bar of languages adds up. */
class LanguageShareTest {
    @Test
    void nothing_counted_is_no_bar() {
        assertThat(LanguageShare.of(Map.of())).isEmpty();
        assertThat(LanguageShare.of(Map.of("Java", 0L))).isEmpty();
    }

    @Test
    void largest_come_first_and_the_rest_together() {
        List<LanguageShare> shares =
                LanguageShare.of(Map.of("Java", 500L, "C", 200L, "Shell", 100L, "CSS", 100L, "Lua", 50L, "Perl", 50L));
        assertThat(shares).extracting(LanguageShare::name).containsExactly("Java", "C", "CSS", "Shell", "");
        assertThat(shares).extracting(LanguageShare::percent).containsExactly("50.0", "20.0", "10.0", "10.0", "10.0");
        assertThat(shares).extracting(LanguageShare::hue).doesNotHaveDuplicates();
    }

    @Test
    void parts_of_the_bar_do_not_touch_and_end_within_it() {
        List<LanguageShare> shares = LanguageShare.of(Map.of("Java", 806L, "Shell", 132L, "CSS", 62L));
        assertThat(shares.get(0).x()).isZero();
        for (int i = 1; i < shares.size(); i++) {
            LanguageShare before = shares.get(i - 1);
            assertThat(shares.get(i).x()).isGreaterThan(before.x() + before.width());
        }
        LanguageShare last = shares.get(shares.size() - 1);
        assertThat(last.x() + last.width()).isEqualTo(280);
    }
}
