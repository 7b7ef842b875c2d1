package starforge.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

final class MarkupTest {
    private static final Links LINKS = new Links("/m/l/blob/main/f/", "/m/l/raw/main/f/", "docs");

    private final Markup markup = new Markup();

    private String html(String markdown) {
        return markup.render("README.md", markdown, LINKS).safe().strip();
    }

    private Fragment page(String markdown) {
        return Fragment.of(markup.render("README.md", markdown, LINKS));
    }

    @Test
    void plain_markdown_becomes_html() {
        assertThat(html("A *b* **c** `d`\n\n> e\n\n1. f\n2. g\n\n---"))
                .isEqualTo(
                        "<p>A <em>b</em> <strong>c</strong> <code>d</code></p>\n<blockquote>\n<p>e</p>\n</blockquote>\n"
                                + "<ol><li>f</li><li>g</li></ol>\n<hr />");
    }

    @Test
    void table_keeps_its_alignment_as_classes() {
        Fragment page = page("| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |");
        assertThat(page.values("th", "class")).containsExactly("", "sf-center", "sf-right");
        assertThat(page.elements("td")).extracting(Element::getTextContent).containsExactly("1", "2", "3");
    }

    @Test
    void task_is_a_box_that_nobody_can_tick() {
        Fragment page = page("- [ ] one\n- [x] two");
        assertThat(page.values("input", "aria-label")).containsExactly("Not done", "Done");
        assertThat(page.elements("input")).allMatch(box -> box.hasAttribute("disabled"));
        assertThat(page.elements("input").get(1).hasAttribute("checked")).isTrue();
    }

    @Test
    void bare_addresses_become_links_without_the_full_stop() {
        Fragment page = page("See https://a.example/x?y=1&z=2. Or ~~www.b.example~~ me@c.example");
        assertThat(page.values("a", "href"))
                .containsExactly("https://a.example/x?y=1&z=2", "http://www.b.example", "mailto:me@c.example");
        assertThat(page.values("a", "rel")).containsOnly("nofollow noopener ugc");
        assertThat(page.elements("del")).hasSize(1);
    }

    @Test
    void footnote_leads_there_and_back() {
        Fragment page = page("Text[^a].\n\n[^a]: The note.");
        assertThat(page.values("a", "href")).containsExactly("#user-content-fn-a", "#user-content-fnref-a");
        assertThat(page.values("li", "id")).containsExactly("user-content-fn-a");
    }

    @Test
    void code_block_says_its_language_and_can_be_scrolled_by_keyboard() {
        assertThat(html("```nosuch\nint a = b < c;\n```"))
                .isEqualTo("<pre tabindex=\"0\"><code class=\"language-nosuch\">int a &#61; b &lt; c;\n</code></pre>");
    }

    @Test
    void code_block_has_the_colours_of_its_language() {
        assertThat(html("```java title=x\n/* a\n  \u202e<b> */ if\n```"))
                .isEqualTo("<pre tabindex=\"0\"><code class=\"language-java\"><span class=\"c\">/* a</span>\n"
                        + "<span class=\"c\">  </span>[U&#43;202E]<span class=\"c\">&lt;b&gt; */ </span>"
                        + "<span class=\"k\">if</span>\n</code></pre>");
    }

    @Test
    void quote_with_a_mark_is_an_alert() {
        assertThat(html("> [!WARNING]\n> Mind *this*."))
                .startsWith("<div class=\"sf-note sf-note--warn\"><div class=\"sf-grow sf-stack\"><p><strong>Warning")
                .contains("<p>Mind <em>this</em>.</p>")
                .doesNotContain("[!", "<blockquote>");
        assertThat(html("> [!NOTE] and more")).contains("<blockquote>", "[!NOTE] and more");
        assertThat(html("> [!TIP]")).contains("sf-note--ok").doesNotContain("<p></p>");
    }

    @Test
    void heading_can_be_linked_and_never_takes_an_id_of_the_page() {
        Fragment page = page("# Main\n\n# Main\n\n[up](#main)\n\n<b id=main>x</b> <a name=q></a>");
        assertThat(page.values("h1", "id")).containsExactly("user-content-main", "user-content-main-1");
        assertThat(page.values("a", "href")).contains("#user-content-main");
        assertThat(page.values("b", "id")).containsExactly("user-content-main");
        assertThat(page.values("a", "id")).contains("user-content-q");
    }

    @Test
    void html_of_readmes_stays_as_far_as_it_is_harmless() {
        assertThat(
                        html(
                                "<p align=\"center\"><img src=\"logo.png\" width=\"200\"></p><details><summary>a</summary><kbd>b</kbd></details>"))
                .isEqualTo("<p class=\"sf-center\"><img width=\"200\" src=\"/m/l/raw/main/f/docs/logo.png\" alt=\"\""
                        + " loading=\"lazy\" /></p><details><summary>a</summary><kbd>b</kbd></details>");
    }

    @Test
    void image_of_another_host_is_a_link() {
        Fragment page = page("![a shot](https://img.example/a.png) ![](https://img.example/b.png)");
        assertThat(page.elements("img")).isEmpty();
        assertThat(page.values("a", "href")).containsExactly("https://img.example/a.png", "https://img.example/b.png");
        assertThat(page.text().strip()).isEqualTo("a shot https://img.example/b.png");
    }

    @Test
    void image_of_another_host_within_a_link_is_its_text() {
        assertThat(html("[![build](https://img.example/a.svg)](https://ci.example/)"))
                .isEqualTo("<p><a href=\"https://ci.example/\" rel=\"nofollow noopener ugc\">build</a></p>");
    }

    @Test
    void other_files_are_shown_as_they_are_with_links() {
        Html html = markup.render("README.txt", "# <b>a</b>\n(see https://a.example/b). Bye)", LINKS);
        assertThat(html.safe()).startsWith("<pre class=\"sf-plain\" tabindex=\"0\"># &lt;b&gt;a&lt;/b&gt;\n(see <a ");
        assertThat(Fragment.of(html).values("a", "href")).containsExactly("https://a.example/b");
        assertThat(List.of("a.md", "A.MARKDOWN", "a.mkd", "a.rst")).allMatch(Markup::isRendered);
        assertThat(List.of("md", "rst", "a.txt", "a.md.html", "")).noneMatch(Markup::isRendered);
    }
}
