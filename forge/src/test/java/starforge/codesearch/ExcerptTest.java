package starforge.codesearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import starforge.codesearch.FoundLine.Mark;

/** Which lines are shown of a file. */
class ExcerptTest {
    private static List<FoundLine> excerpt(String text, String wanted, int most, int context) {
        byte[] bytes = text.getBytes(UTF_8);
        List<Excerpt.Found> finds = new ArrayList<>();
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
            int from = text.substring(0, at).getBytes(UTF_8).length;
            finds.add(new Excerpt.Found(from, from + wanted.getBytes(UTF_8).length));
        }
        return Excerpt.of(bytes, finds, most, context);
    }

    private static String shown(FoundLine line) {
        StringBuilder text = new StringBuilder(line.text());
        List<Mark> marks = line.marks();
        for (int i = marks.size() - 1; i >= 0; i--) {
            text.insert(marks.get(i).to(), ']').insert(marks.get(i).from(), '[');
        }
        return line.number() + (line.isFound() ? ":" : "-") + text;
    }

    @Test
    void lines_with_finds_come_with_those_around_them_each_once() {
        String text = "one\ntwo x x\nthree\r\nfour x\nfive\nsix\nseven\nx";
        assertThat(excerpt(text, "x", 10, 1))
                .extracting(ExcerptTest::shown)
                .containsExactly(
                        "1-one", "2:two [x] [x]", "3-three", "4:four [x]", "5-five", "6:si[x]", "7-seven", "8:[x]");
    }

    @Test
    void no_more_lines_with_finds_than_wanted() {
        assertThat(excerpt("x\nx\ny\nz\nx\n", "x", 2, 1))
                .extracting(ExcerptTest::shown)
                .containsExactly("1:[x]", "2:[x]", "3-y");
    }

    @Test
    void a_huge_line_is_cut_around_its_find_and_never_within_a_letter() {
        FoundLine line = excerpt("é".repeat(5_000) + "needle" + "ü".repeat(5_000) + "\n", "needle", 1, 1)
                .get(0);

        assertThat(line.text()).contains("éneedleü").doesNotContain("\ufffd").hasSizeLessThan(Excerpt.WIDEST);
        assertThat(line.text()
                        .substring(
                                line.marks().get(0).from(), line.marks().get(0).to()))
                .isEqualTo("needle");
        assertThat(line.isCutBefore()).isTrue();
        assertThat(line.isCutAfter()).isTrue();
    }

    @Test
    void a_find_over_the_end_of_its_line_or_of_what_is_shown_is_marked_so_far() {
        assertThat(Excerpt.of("ab\ncd".getBytes(UTF_8), List.of(new Excerpt.Found(1, 4)), 5, 0))
                .extracting(ExcerptTest::shown)
                .containsExactly("1:a[b]");
        assertThat(excerpt("x".repeat(1_000), "x".repeat(900), 1, 0).get(0).marks())
                .containsExactly(new Mark(0, Excerpt.WIDEST));
    }

    @Test
    void nothing_found_at_the_end_of_an_empty_file_is_an_empty_line() {
        assertThat(Excerpt.of(new byte[0], List.of(new Excerpt.Found(0, 0)), 5, 1))
                .extracting(ExcerptTest::shown)
                .containsExactly("1:");
    }
}
