package starforge.markup.rst;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RstTest {
    private static String html(String text) {
        return new Rst().html(text).orElseThrow().replace("\n", "");
    }

    @Test
    void titles_take_their_level_from_the_order_of_their_signs() {
        assertThat(html("===\nTop\n===\n\nPart\n====\n\nSub\n---\n\nPart\n===="))
                .isEqualTo("<h1 id=\"top\">Top</h1><h2 id=\"part\">Part</h2><h3 id=\"sub\">Sub</h3>"
                        + "<h2 id=\"part-2\">Part</h2>");
    }

    @Test
    void words_are_marked_and_escapes_take_marks_away() {
        assertThat(html("*a* **b** ``c \\d`` \\*e\\* f\\ *g*\\ h 2*3*4 \"*\" :sup:`2` `i`:sub:"))
                .isEqualTo("<p><em>a</em> <strong>b</strong> <code>c \\d</code> *e* f<em>g</em>h 2*3*4 &quot;*&quot;"
                        + " <sup>2</sup> <sub>i</sub></p>");
    }

    @Test
    void marks_that_never_end_are_text() {
        assertThat(html("*a **b `c ``d |e [f_ _`g")).isEqualTo("<p>*a **b `c ``d |e [f_ _`g</p>");
    }

    @Test
    void lists_nest_and_short_items_stand_close() {
        assertThat(html("- a\n\n  - b\n- c\n\n  d\n\n3. x\n#. y\n\nA. Sentence\nthat goes on."))
                .isEqualTo("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>"
                        + "<ol start=\"3\"><li>x</li><li>y</li></ol><p>A. Sentencethat goes on.</p>");
    }

    @Test
    void terms_fields_and_options_say_what_they_mean() {
        assertThat(html("term\n  meaning\nother\n  thing\n\n:Author: me\n\n-v, --verbose  say more"))
                .isEqualTo("<dl><dt>term</dt><dd>meaning</dd><dt>other</dt><dd>thing</dd></dl>"
                        + "<dl><dt>Author</dt><dd>me</dd></dl>"
                        + "<dl><dt><code>-v, --verbose</code></dt><dd>say more</dd></dl>");
    }

    @Test
    void text_stays_as_it_stands_below_two_colons_and_in_code() {
        assertThat(html("See::\n\n  *a*\n    b\n\n.. code-block:: python\n   :linenos:\n\n   x = 1\n\n>>> 1\n1"))
                .isEqualTo("<p>See:</p><pre><code>*a*  b</code></pre>"
                        + "<pre><code class=\"language-python\">x = 1</code></pre>"
                        + "<pre><code class=\"language-python\">&gt;&gt;&gt; 11</code></pre>");
    }

    @Test
    void quotes_verses_boxes_and_rules() {
        assertThat(html("a\n\n  quoted\n\n| one\n|   two\n\n----\n\n.. tip:: Do *it*."))
                .isEqualTo("<p>a</p><blockquote><p>quoted</p></blockquote><p>one<br>\u00a0\u00a0two</p><hr>"
                        + "<blockquote><p><strong>Tip</strong></p><p>Do <em>it</em>.</p></blockquote>");
    }

    @Test
    void references_lead_where_their_targets_say() {
        assertThat(html("`t <http://a>`_ name_ `two words`_ first__ Part_ t_ lost_\n\n.. _name: http://b\n"
                        + ".. _two words: name_\n\n__ http://c\n\nPart\n----"))
                .startsWith("<p><a href=\"http://a\">t</a> <a href=\"http://b\">name</a> "
                        + "<a href=\"http://b\">two words</a> <a href=\"http://c\">first</a> "
                        + "<a href=\"#part\">Part</a> <a href=\"http://a\">t</a> lost_</p>");
    }

    @Test
    void bare_addresses_are_links_without_the_full_stop() {
        assertThat(html("See https://a.example/b_c. Or me@a.example!"))
                .isEqualTo("<p>See <a href=\"https://a.example/b_c\">https://a.example/b_c</a>. Or "
                        + "<a href=\"mailto:me@a.example\">me@a.example</a>!</p>");
    }

    @Test
    void footnotes_count_themselves() {
        assertThat(html("a [#]_ b [#x]_ c [CIT]_\n\n.. [#] one\n.. [#x] two\n.. [CIT] three"))
                .contains("a <sup><a href=\"#note\">1</a></sup> b <sup><a href=\"#note-x\">2</a></sup>")
                .contains("<div id=\"note-x\"><p>[2] two</p></div><div id=\"note-cit\"><p>[CIT] three</p></div>");
    }

    @Test
    void badges_stand_in_one_line_and_substitutions_take_their_place() {
        assertThat(html(
                        ".. image:: a/b.svg?c\n   :target: /d\n.. image:: e.png\n   :alt: f\n   :width: 20px\n\n|g| |h|\n\n"
                                + ".. |g| image:: g.png\n.. |h| replace:: *h*"))
                .isEqualTo("<p><a href=\"/d\"><img src=\"a/b.svg?c\" alt=\"b.svg\"></a>"
                        + "<img src=\"e.png\" alt=\"f\" width=\"20\"></p>"
                        + "<p><img src=\"g.png\" alt=\"g.png\"> <em>h</em></p>");
    }

    @Test
    void comments_are_left_out_and_foreign_directives_shown_as_written() {
        assertThat(html(".. a comment\n   goes on\n\n.. include:: /etc/passwd\n\n.. raw:: html\n\n   <b>x</b>\n\nend"))
                .isEqualTo("<pre><code>.. include:: /etc/passwd</code></pre>"
                        + "<pre><code>.. raw:: html&lt;b&gt;x&lt;/b&gt;</code></pre><p>end</p>");
    }

    @Test
    void contents_list_the_sections_below_the_title() {
        assertThat(html("T\n=\n\n.. contents::\n\nA\n--\n\nB\n++\n\nC\n--"))
                .contains("<ul><li><a href=\"#a\">A</a><ul><li><a href=\"#b\">B</a></li></ul></li>"
                        + "<li><a href=\"#c\">C</a></li></ul>");
    }
}
