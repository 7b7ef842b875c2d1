package starforge.markup.rst;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TablesTest {
    private static String html(String text) {
        return new Rst().html(text).orElseThrow().replace("\n", "");
    }

    @Test
    void grid_has_a_head_and_cells_that_cover_others() {
        assertThat(html("""
                        +-----+-----+
                        | a   | b   |
                        +=====+=====+
                        | - c | d   |
                        | - e +-----+
                        |     | f   |
                        +-----+-----+
                        | whole     |
                        +-----------+
                        """))
                .isEqualTo("<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>"
                        + "<tr><td rowspan=\"2\"><ul><li>c</li><li>e</li></ul></td><td>d</td></tr>"
                        + "<tr><td>f</td></tr><tr><td colspan=\"2\">whole</td></tr></tbody></table>");
    }

    @Test
    void drawing_that_is_no_table_is_shown_as_it_is() {
        assertThat(html("+--+--+\n| a   |\n+--+\n")).isEqualTo("<pre><code>+--+--+| a   |+--+</code></pre>");
    }

    @Test
    void simple_table_goes_on_below_an_empty_first_column() {
        assertThat(html("""
                        =====  =====
                        In     Out
                        ------------
                        a      b
                        =====  =====
                        False  one
                               two

                        True   *x*
                        =====  =====
                        """))
                .isEqualTo(
                        "<table><thead><tr><th colspan=\"2\">In     Out</th></tr><tr><th>a</th><th>b</th></tr></thead>"
                                + "<tbody><tr><td>False</td><td>onetwo</td></tr><tr><td>True</td><td><em>x</em></td></tr></tbody>"
                                + "</table>");
    }

    @Test
    void lists_and_comma_separated_values_are_tables_too() {
        String table = "<table><caption>T</caption><thead><tr><th>a</th><th>b, c</th></tr></thead>"
                + "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>";
        assertThat(html(".. list-table:: T\n   :header-rows: 1\n\n   * - a\n     - b, c\n   * - 1\n     - 2"))
                .isEqualTo(table);
        assertThat(html(".. csv-table:: T\n   :header: a, \"b, c\"\n\n   1, 2")).isEqualTo(table);
        assertThat(html(".. csv-table:: T\n   :file: /etc/passwd")).contains("<pre><code>.. csv-table::");
    }
}
