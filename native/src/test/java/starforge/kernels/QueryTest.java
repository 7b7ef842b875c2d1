package starforge.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import starforge.kernels.BadQuery.Reason;

class QueryTest {
    private static final Set<Option> NONE = EnumSet.noneOf(Option.class);

    private static void refused(String pattern, Reason reason, int position) {
        assertThatThrownBy(() -> Query.regex(pattern, NONE)).as(pattern).isInstanceOfSatisfying(BadQuery.class, bad -> {
            assertThat(bad.reason()).isEqualTo(reason);
            assertThat(bad.position()).isEqualTo(position);
        });
    }

    @Test
    void what_is_wrong_with_a_pattern_is_told_with_its_place() {
        refused("", Reason.EMPTY, 0);
        refused("a(b", Reason.OPEN_GROUP, 1);
        refused("a)", Reason.NO_GROUP, 1);
        refused("a[b", Reason.OPEN_CLASS, 1);
        refused("[]", Reason.OPEN_CLASS, 0);
        refused("[[:alpha", Reason.OPEN_CLASS, 0);
        refused("[[:nope:]]", Reason.BAD_CLASS, 0);
        refused("[z-a]", Reason.BAD_RANGE, 1);
        refused("[\\w-a]", Reason.BAD_RANGE, 1);
        refused("*a", Reason.NOTHING_TO_REPEAT, 0);
        refused("a**", Reason.NOTHING_TO_REPEAT, 2);
        refused("a++", Reason.NOTHING_TO_REPEAT, 2);
        refused("^*", Reason.NOTHING_TO_REPEAT, 1);
        refused("(a*)*", Reason.EMPTY_REPEATED, 4);
        refused("a{3,2}", Reason.BAD_REPEAT, 1);
        refused("a{1001}", Reason.BAD_REPEAT, 1);
        refused("a{0}", Reason.BAD_REPEAT, 1);
        refused("a\\", Reason.BAD_ESCAPE, 1);
        refused("\\q", Reason.BAD_ESCAPE, 0);
        refused("\\x4", Reason.BAD_ESCAPE, 0);
        refused("\\ud800", Reason.BAD_ESCAPE, 0);
        refused("(a)\\1", Reason.BACK_REFERENCE, 3);
        refused("a(?=b)", Reason.LOOK_AROUND, 1);
        refused("a\\nb", Reason.LINE_BREAK, 1);
        refused("a\nb", Reason.LINE_BREAK, 1);
        refused("[\n]", Reason.LINE_BREAK, 1);
        refused("a\0", Reason.ZERO_BYTE, 1);
        refused("\\x00", Reason.ZERO_BYTE, 0);
    }

    @Test
    void what_is_too_large_is_refused() {
        refused("a".repeat(1 << 20), Reason.TOO_LONG, Query.LONGEST);
        refused("(".repeat(60) + "a" + ")".repeat(60), Reason.TOO_DEEP, 50);
        refused("((a{100}){100}){100}", Reason.TOO_LARGE, 14);
        byte[] long1 = "a".repeat(Query.LONGEST + 1).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Query.literal(long1, NONE)).isInstanceOf(BadQuery.class);
        assertThatThrownBy(() -> Query.literal("", NONE)).isInstanceOf(BadQuery.class);
        assertThatThrownBy(() -> Query.literal("a\0", NONE)).isInstanceOf(BadQuery.class);
    }

    private static List<String> needles(String pattern) {
        Node tree = RegexParser.parse(pattern, false);
        return Needles.of(tree, RegexParser.isCaseless(pattern)).stream()
                .map(needle -> new String(needle, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void the_needles_are_what_every_match_has_one_of() {
        assertThat(needles("static\\s+\\w+\\s+(diff|merge)_\\w+\\(")).containsExactly("static");
        assertThat(needles("(?i)TODO|Fixme")).containsExactly("todo", "fixme");
        assertThat(needles("ab[cd]e?")).containsExactly("abc", "abd");
        assertThat(needles("x(foo|bar)+y")).containsExactly("foo", "bar");
        assertThat(needles("\\w+_table\\b")).containsExactly("_table");
        assertThat(needles("(ab){3}")).containsExactly("ababab");
        assertThat(needles("(foo|b)\\d")).isEmpty();
        assertThat(needles("(foo)?[a-z]+x")).isEmpty();
        assertThat(needles("größe.*")).containsExactly("größe");
    }
}
