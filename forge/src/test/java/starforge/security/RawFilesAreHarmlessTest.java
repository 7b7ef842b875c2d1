package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of strangers, sent from the forge's own address. */
class RawFilesAreHarmlessTest {
    private static final String SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' onload='harm()'><script>harm()</script></svg>";
    private static final String HTML = "<!doctype html><script>harm()</script>";
    /** A name, its contents, and how it must come; "save" is to be saved, never shown. */
    private static final Map<String, String[]> FILES = Map.ofEntries(
            Map.entry("a.html", new String[] {HTML, "text/plain"}),
            Map.entry("a.xhtml", new String[] {HTML, "text/plain"}),
            Map.entry("a.xml", new String[] {"<?xml-stylesheet type='text/xsl' href='a'?><x/>", "text/plain"}),
            Map.entry("a.js", new String[] {"harm()", "text/plain"}),
            Map.entry("a.css", new String[] {"*{}", "text/plain"}),
            Map.entry("a.pdf", new String[] {"%PDF-1.4\n" + HTML, "text/plain"}),
            Map.entry("b.pdf", new String[] {"%PDF-1.4\n\0" + HTML, "save"}),
            Map.entry("a.swf", new String[] {"FWS\0", "save"}),
            Map.entry("a.wasm", new String[] {"\0asm", "save"}),
            Map.entry("b.html", new String[] {HTML + "\0", "save"}),
            Map.entry("a.mhtml", new String[] {"MIME-Version: 1.0\n" + HTML, "text/plain"}),
            Map.entry("a.svg", new String[] {SVG, "image/svg+xml"}),
            Map.entry("b.svg", new String[] {SVG + "\0", "save"}),
            Map.entry("fake.png", new String[] {HTML, "text/plain"}),
            Map.entry("none", new String[] {HTML, "text/plain"}));

    @TempDir
    static Path folder;

    private static PushedForge forge;

    @BeforeAll
    static void push() {
        forge = new PushedForge(folder);
        StringBuilder story = new StringBuilder(PushedForge.commit("M <m@x> 1 +0000", "x"));
        FILES.forEach((name, file) -> story.append(PushedForge.file("100644", name, file[0])));
        story.append(PushedForge.file("120000", "link.html", "/etc/passwd"));
        story.append(PushedForge.file("120000", "up", "../../../../starforge.mv.db"));
        forge.push("files", story.toString());
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    private static HttpResponse<String> raw(String name) {
        return forge.stranger().get("/mira/files/raw/main/f/" + name);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void none_runs_in_a_browser() {
        FILES.forEach((name, file) -> {
            HttpResponse<String> answer = raw(name);
            assertThat(answer.statusCode()).as(name).isEqualTo(200);
            assertThat(header(answer, "X-Content-Type-Options")).as(name).isEqualTo("nosniff");
            assertThat(header(answer, "Content-Security-Policy"))
                    .as(name)
                    .startsWith("sandbox; default-src 'none'")
                    .doesNotContain("allow-", "script-src");
            String type = file[1].equals("save") ? "application/octet-stream" : file[1];
            assertThat(header(answer, "Content-Type")).as(name).startsWith(type);
            assertThat(header(answer, "Content-Disposition"))
                    .as(name)
                    .startsWith(Set.of("save", "image/svg+xml").contains(file[1]) ? "attachment" : "inline");
        });
    }

    @Test
    void link_is_where_it_points_and_never_followed() {
        assertThat(raw("link.html").body()).isEqualTo("/etc/passwd");
        assertThat(header(raw("link.html"), "Content-Type")).startsWith("text/plain");
        assertThat(raw("up").body()).isEqualTo("../../../../starforge.mv.db");
    }
}
