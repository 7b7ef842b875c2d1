package starforge.markup.rst;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 200,000 letters of anything; a renderer that looks at them again for each takes hours, not the minute allowed. */
@Timeout(60)
final class BoundsTest {
    private static final int LETTERS = 200_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`",
                "``",
                "*a ",
                "`a ",
                "``a ",
                "|a ",
                "|a| ",
                "_",
                "a_ ",
                "a__ ",
                "[a ",
                "[1]_ ",
                ":a",
                ":a:`b ",
                "`a <b>`_ ",
                "> ",
                "- ",
                "1. ",
                "\\",
                "..\n",
                ".. _a:\n",
                ".. _a: a_\n",
                ".. [#] a\n",
                ".. note:: a\n\n  ",
                "a\n==\nb\n--\n",
                "== ==\n",
                "= = ",
                "a\n b\n",
                ":a: b\n",
                "| a\n",
                ">>> a\n",
                "-a  b\n",
                "+-",
                "+-+\n|+|\n+-+\n",
                "a::\n",
                "\t",
                "a@",
                "http://",
                "a.",
                ".. contents::\n",
                "a\n=\n"
            })
    void time_grows_with_the_length_alone(String unit) {
        assertThat(new Rst().html(unit.repeat(LETTERS / unit.length()))).isNotNull();
    }

    @Test
    void tables_and_lists_of_hostile_shape_end_too() {
        String bars =
                "+" + "-".repeat(695) + "+\n" + ("|".repeat(697) + "\n").repeat(600) + "+" + "-".repeat(695) + "+\n";
        assertThat(new Rst().html(bars)).isNotNull();
        assertThat(new Rst().html(("+-".repeat(350) + "+\n").repeat(700))).isNotNull();
        assertThat(new Rst().html("= ".repeat(499) + "=\n" + "a\n".repeat(200_000) + "= ".repeat(499) + "=\n"))
                .isEmpty();
        assertThat(new Rst().html(".. csv-table::\n\n   a" + " ".repeat(240_000) + "\"".repeat(240_000)))
                .isPresent();
    }

    @Test
    void text_that_replaces_itself_without_end_is_refused() {
        String bomb = IntStream.range(0, 5)
                .mapToObj(i -> ".. |a" + i + "| replace:: " + ("|a" + (i + 1) + "| ").repeat(1_000) + "\n")
                .collect(Collectors.joining());
        assertThat(new Rst().html(bomb + "\n|a0|")).isEmpty();
        assertThat(new Rst().html(".. |a| replace:: |a|\n\n|a|")).contains("<p>|a|</p>\n");
    }

    @Test
    void ten_thousand_within_each_other_are_shown_to_a_depth_that_browsers_bear() {
        String html = new Rst().html("- ".repeat(10_000) + "a").orElseThrow();
        assertThat(html.split("<ul>", -1)).hasSize(25 + 1);
        assertThat(html).contains("- - - a");
    }
}
