package starforge.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinksTest {
    private final Links links = new Links("/b/", "/r/", "docs/a guide");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    other.md,                  /b/docs/a%20guide/other.md
                    ./x/../y.md,               /b/docs/a%20guide/y.md
                    ../../LICENSE,             /b/LICENSE
                    /src/Main.java#L10-L12,    /b/src/Main.java#L10-L12
                    other.md#a-part,           /b/docs/a%20guide/other.md#user-content-a-part
                    #a-part,                   #user-content-a-part
                    with space.md,             /b/docs/a%20guide/with%20space.md
                    with%20space.md,           /b/docs/a%20guide/with%20space.md
                    ä.md?x=1&y,                /b/docs/a%20guide/%C3%A4.md?x=1&y
                    ../..,                     /b/
                    /\\evil.example/x,         /b/%5Cevil.example/x
                    a"b<c>.md,                 /b/docs/a%20guide/a%22b%3Cc%3E.md
                    """)
    void link_within_the_repository_begins_at_the_folder_of_the_file(String written, String address) {
        assertThat(links.page(written)).contains(new Links.Target(address, false));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/b c, https://a.example/b%20c",
        "HTTP://a.example, HTTP://a.example",
        "//a.example/b, https://a.example/b",
        "mailto:me@a.example, mailto:me@a.example"
    })
    void other_hosts_and_mail_are_outside(String written, String address) {
        assertThat(links.page(written)).contains(new Links.Target(address, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "#",
                "../../../secret",
                "/..",
                "%2e%2e/%2E./.%2e/x",
                "javascript:alert(1)",
                "java\nscript:alert(1)",
                "\u0000 JavaScript:x",
                "data:,x",
                "vbscript:x",
                "file:///x",
                "blob:x",
                "x.y+z-1:a"
            })
    void nothing_else_is_a_link(String written) {
        assertThat(links.page(written)).isEmpty();
    }

    @Test
    void image_comes_from_the_bytes_and_never_from_a_mail() {
        assertThat(links.image("../a.png")).contains(new Links.Target("/r/docs/a.png", false));
        assertThat(links.image("https://a.example/b.png")).contains(new Links.Target("https://a.example/b.png", true));
        assertThat(links.image("mailto:me@a.example")).isEmpty();
    }

    @Test
    void folder_name_is_never_taken_for_an_escape() {
        Links odd = new Links("/b/", "/r/", "100%25?#");
        assertThat(odd.page("x")).contains(new Links.Target("/b/100%2525%3F%23/x", false));
    }
}
