package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of one file, and its bytes, over HTTP. */
class FilePagesTest {
    private static final String SANDBOX = "sandbox; default-src 'none'";

    @TempDir
    static Path folder;

    private static FilledForge forge;

    @BeforeAll
    static void push() {
        forge = new FilledForge(folder);
        Past past = new Past().commit("Put in one of each");
        past.file("src/a.txt", "one\n\nthree <b>\n")
                .file("guide.md", "# Guide\n\n[up](../README.md) ![p](p.png)\n")
                .file("turned/README.md", "Run `safe \u202e # live` first.\n")
                .file("p.png", "\u0000png")
                .file("lfs.png", "version https://example.org\n")
                .file("drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>\n")
                .file("page.html", "<script>alert(1)</script>\n")
                .file("app.js", "alert(1)\n")
                .file("paper.pdf", "%PDF\u0000")
                .file("data", "\u0000\u0001")
                .file("trojan.py", "if x: # \u202e } \u2066 ok\n")
                .file("nothing", "")
                .file("wide.txt", "x".repeat(30_000))
                .file("endless.txt", "x".repeat(5_000_000))
                .file("empty-lines.txt", "\n".repeat(60_000))
                .file("many.java", "int x;\n".repeat(5_001))
                .file("long.txt", "0123456789\n".repeat(300_000))
                .file("quo\"te \u00e4\u202e.bin", "\u0000")
                .link("link.png", "../../etc/passwd")
                .link("out", "/etc/passwd");
        forge.push("files", past);
        forge.pushPrivately("hidden", new Past().commit("x").file("a", "a\n"));
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    private static String blob(String file) {
        return forge.page("/mira/files/blob/main/f/" + file);
    }

    private static void raw(String file, String type, String policy, String disposition) {
        var headers = forge.get("/mira/files/raw/main/f/" + file).headers();
        assertThat(headers.firstValue("Content-Type")).as(file).hasValue(type);
        assertThat(headers.allValues("Content-Security-Policy")).as(file).containsExactly(policy);
        assertThat(headers.firstValue("X-Content-Type-Options")).as(file).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Disposition").orElse(""))
                .as(file)
                .startsWith(disposition + ";");
    }

    @Test
    void text_is_shown_by_numbered_lines() {
        assertThat(blob("src/a.txt"))
                .contains(
                        "<tr id=\"L1\"><td class=\"sf-n\"><a href=\"#L1\" data-n=\"1\" aria-label=\"Line 1\"></a></td><td>one</td>")
                .contains("<tr id=\"L3\">")
                .contains("three &lt;b&gt;")
                .doesNotContain("L4")
                .contains("3 lines, 15 bytes");
    }

    @Test
    void source_has_colours_and_the_name_of_its_language() {
        assertThat(blob("app.js"))
                .contains("<span class=\"f\">alert</span>(<span class=\"n\">1</span>)")
                .contains("<span class=\"sf-tag\">JavaScript</span>");
    }

    @Test
    void toolbar_leads_to_raw_history_and_the_same_for_ever() {
        assertThat(blob("src/a.txt"))
                .contains("href=\"/mira/files/raw/main/f/src/a.txt\"")
                .contains("href=\"/mira/files/history/src/a.txt?identifier=main\"")
                .contains("href=\"/mira/files/blob/" + forge.id("files", "main") + "/f/src/a.txt\"");
    }

    @Test
    void last_commit_is_filled_in() {
        String fill = "/mira/files/blob/main/f/src/a.txt?fill=1";
        assertThat(forge.await(fill, it -> it.statusCode() == 200).body())
                .contains("id=\"tip\"")
                .contains("Put in one of each");
        assertThat(blob("src/a.txt")).contains("Put in one of each").doesNotContain("data-live-fill");
    }

    @Test
    void markdown_is_rendered_and_its_source_is_one_click_away() {
        assertThat(blob("guide.md"))
                .contains("<h1 id=\"user-content-guide\">Guide</h1>")
                .contains("src=\"/mira/files/raw/main/f/p.png\"")
                .doesNotContain("id=\"L1\"");
        assertThat(blob("guide.md?plain=1")).contains("# Guide</span></td>");
    }

    @Test
    void pictures_are_shown_by_their_raw_address() {
        assertThat(blob("p.png")).contains("src=\"/mira/files/raw/main/f/p.png\"");
        assertThat(blob("drawing.svg")).contains("src=\"/mira/files/raw/main/f/drawing.svg\"");
        assertThat(blob("drawing.svg?plain=1"))
                .contains("<span class=\"k\">script</span>")
                .doesNotContain("<script>alert");
        assertThat(blob("lfs.png")).contains("version https");
    }

    @Test
    void what_cannot_be_shown_can_be_downloaded() {
        assertThat(blob("data")).contains("A binary file").doesNotContain("id=\"L1\"");
        assertThat(blob("wide.txt")).contains("too large");
        assertThat(blob("long.txt")).contains("too large").contains("3.3 MB").hasSizeLessThan(20_000);
        assertThat(forge.page("/mira/files/raw/main/f/long.txt")).hasSize(3_300_000);
        assertThat(blob("nothing")).contains("This file is empty");
    }

    @Test
    void line_of_five_million_letters_is_not_shown() {
        assertThat(blob("endless.txt")).contains("too large").hasSizeLessThan(20_000);
        assertThat(forge.page("/mira/files/blame/endless.txt"))
                .contains("too large")
                .hasSizeLessThan(20_000);
    }

    @Test
    void tens_of_thousands_of_empty_lines_are_not_shown() {
        assertThat(blob("empty-lines.txt")).contains("too large").hasSizeLessThan(20_000);
    }

    @Test
    void more_than_five_thousand_lines_are_shown_without_colours() {
        assertThat(blob("many.java"))
                .contains("id=\"L5001\"", "<td>int x;</td>")
                .doesNotContain("<span class=\"t\">");
    }

    @Test
    void link_is_shown_and_not_followed() {
        assertThat(blob("out")).contains("<code>/etc/passwd</code>").doesNotContain("root:");
        assertThat(forge.page("/mira/files/raw/main/f/out")).isEqualTo("/etc/passwd");
        assertThat(blob("link.png")).contains("symbolic link").doesNotContain("<img class=\"sf-picture\"");
        raw("link.png", "text/plain;charset=utf-8", SANDBOX, "inline");
        assertThat(forge.status("/mira/files/blob/main/f/out/x")).isEqualTo(404);
    }

    @Test
    void characters_that_reorder_text_are_written_out() {
        assertThat(blob("trojan.py"))
                .contains("sf-note--warn")
                .contains("<span class=\"sf-tag is-warn\">U+202E</span>")
                .doesNotContain("\u202e", "\u2066");
        assertThat(blob("src/a.txt")).doesNotContain("sf-note--warn");
    }

    @Test
    void folder_in_the_place_of_a_file_leads_to_the_folder() {
        for (String path : new String[] {"/blob/main/f/src", "/blob/main/f/src/"}) {
            var answer = forge.get("/mira/files" + path);
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).hasValue("/mira/files/tree/main/f/src");
        }
        assertThat(forge.status("/mira/files/raw/main/f/src")).isEqualTo(404);
        assertThat(forge.status("/mira/files/blob/main/f/nosuch")).isEqualTo(404);
    }

    @Test
    void bytes_are_sent_so_that_they_can_do_nothing() {
        String text = "text/plain;charset=utf-8";
        raw("src/a.txt", text, SANDBOX, "inline");
        raw("page.html", text, SANDBOX, "inline");
        raw("app.js", text, SANDBOX, "inline");
        raw("lfs.png", text, SANDBOX, "inline");
        raw("p.png", "image/png", SANDBOX, "inline");
        raw("drawing.svg", "image/svg+xml", SANDBOX + "; style-src 'unsafe-inline'", "attachment");
        raw("paper.pdf", "application/octet-stream", SANDBOX, "attachment");
        raw("data", "application/octet-stream", SANDBOX, "attachment");
    }

    @Test
    void names_are_safe_in_headers() {
        var answer = forge.get("/mira/files/raw/main/f/" + Where.encode("quo\"te \u00e4\u202e.bin"));
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"quo_te __U_202E_.bin\";"
                        + " filename*=UTF-8''quo%22te%20%C3%A4%5BU%2B202E%5D.bin");
    }

    @Test
    void unchanged_bytes_are_not_sent_again() {
        String path = "/mira/files/raw/main/f/src/a.txt";
        String tag = forge.get(path).headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo("\"" + forge.id("files", "main:src/a.txt") + "\"");
        var again = forge.get(path, "If-None-Match", "\"other\", W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(forge.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void only_what_never_changes_and_all_may_see_is_kept_for_ever() {
        String commit = forge.id("files", "main");
        assertThat(caching("/mira/files/raw/" + commit + "/f/src/a.txt")).contains("public", "immutable");
        assertThat(caching("/mira/files/raw/main/f/src/a.txt")).isEqualTo("public, no-cache");
        assertThat(caching("/mira/files/raw/" + commit.substring(0, 10) + "/f/src/a.txt"))
                .isEqualTo("public, no-cache");
        var own = forge.forge().browsing(forge.mira()).get("/mira/hidden/raw/" + forge.id("hidden", "main") + "/f/a");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
    }

    private static String caching(String path) {
        return forge.get(path).headers().firstValue("Cache-Control").orElse("");
    }

    @Test
    void a_readme_whose_text_is_reordered_says_so() {
        assertThat(forge.page("/mira/files/tree/main/f/turned"))
                .contains("<span class=\"sf-tag is-warn\">U+202E</span>");
    }

    @Test
    void head_gives_the_size_alone() {
        var answer = forge.head("/mira/files/raw/main/f/data");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("2");
        assertThat(answer.body()).isEmpty();
    }
}
