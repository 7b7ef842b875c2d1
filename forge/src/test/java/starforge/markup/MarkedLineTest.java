package starforge.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import starforge.highlight.Piece;
import starforge.markup.MarkedLine.Mark;
import starforge.markup.MarkedLine.Part;

/** Colours and marks in one line. */
class MarkedLineTest {
    private static final List<Piece> PIECES = List.of(new Piece("if", "k"), new Piece(" a<b", ""));

    private static String line(Part... parts) {
        return MarkedLine.of(PIECES, List.of(parts)).safe();
    }

    @Test
    void a_mark_across_colours_holds_them_all() {
        assertThat(line(new Part(1, Mark.NONE), new Part(3, Mark.INS), new Part(2, Mark.NONE)))
                .isEqualTo("<span class=\"k\">i</span><ins><span class=\"k\">f</span> a</ins>&lt;b");
    }

    @Test
    void a_line_without_marks_is_a_line_of_code() {
        assertThat(line(new Part(6, Mark.NONE))).isEqualTo(CodeLine.of(PIECES).safe());
    }

    @Test
    void parts_beyond_the_line_and_empty_ones_hold_nothing() {
        assertThat(line(new Part(6, Mark.DEL), new Part(0, Mark.DEL), new Part(9, Mark.INS)))
                .isEqualTo("<del><span class=\"k\">if</span> a&lt;b</del><del></del><ins></ins>");
    }
}
