package starforge.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that would cost too much as Markdown is shown as it is; what only looks like it is not. */
final class BoundsTest {
    private static final Links LINKS = new Links("/b/", "/r/", "");

    private static Html render(String text) {
        return new Markup().render("README.md", text, LINKS);
    }

    static Stream<String> costly() {
        return Stream.of(
                "a".repeat(512 * 1024 + 1),
                "*a _b ".repeat(10_000) + "b_ a*".repeat(10_000),
                "*".repeat(10_000) + "a" + "*".repeat(10_000),
                "![".repeat(10_000) + "a" + "](b)".repeat(10_000),
                "~~a ".repeat(10_000) + "b~~ ".repeat(10_000),
                "|a".repeat(501) + "|\n" + "|-".repeat(501) + "|\n|b|\n",
                "|a".repeat(100) + "|\n" + "|-".repeat(100) + "|\n" + "|b|\n".repeat(10_000),
                "> " + "|a".repeat(100) + "|\n> " + "|-".repeat(100) + "|\n" + "> |b|\n".repeat(10_000),
                "[a]: /" + "x".repeat(100_000) + "\n\n" + "[a] ".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("costly")
    void costly_text_is_shown_as_it_is(String text) {
        Html html = render(text);
        assertThat(html.safe()).startsWith("<pre class=\"sf-plain\"");
        assertThat(Fragment.of(html).text()).isEqualTo(text);
    }

    static Stream<String> deep() {
        return Stream.of(
                "> ".repeat(10_000) + "a",
                "- ".repeat(10_000) + "a",
                "[".repeat(10_000) + "a" + "](b)".repeat(10_000),
                "<div>".repeat(10_000) + "a" + "</div>".repeat(10_000),
                "<b><i>".repeat(10_000) + "a",
                "<a " + "x=y ".repeat(100_000) + ">a</a>",
                "<".repeat(100_000) + "a",
                "<a title=\"".repeat(10_000) + "a",
                "_a ".repeat(500) + "b_ ".repeat(499));
    }

    @ParameterizedTest
    @MethodSource("deep")
    void deep_text_is_rendered_to_a_depth_that_browsers_bear(String text) {
        Fragment page = Fragment.of(render(text));
        assertThat(page.elements()).allSatisfy(element -> {
            int depth = 0;
            for (var at = element.getParentNode(); at != null; at = at.getParentNode()) {
                depth++;
            }
            assertThat(depth).isLessThan(300);
        });
    }

    @Test
    void long_honest_text_stays_markdown() {
        String list = "* [a *b*](https://a.example/b_c_d) ~~e~~!\n".repeat(3_000);
        String table = "| a | b | c |\n|---|---|---|\n" + "| *1* | `2` | _3_ |\n".repeat(3_000);
        String html = render(list + "\n" + table).safe();
        assertThat(html.split("<li>", -1)).hasSize(3_000 + 1);
        assertThat(html.split("<tr>", -1)).hasSize(3_001 + 1);
    }
}
