package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, texts and addresses that somebody chose to do harm. */
class HostileNamesTest {
    private static final String ELEMENT = "\"><img src=x onerror=alert(1)>";
    private static final List<String> NAMES = List.of(
            "-h",
            "--exec=touch x",
            "a b",
            "100%",
            "%2e%2e",
            "%00",
            "q?x=1",
            "a#b",
            "a;b",
            "a+b",
            "a&amp;b",
            "back\\slash",
            "'single'",
            ELEMENT,
            "line\nbreak",
            "tab\tstop",
            "exe\u202etxt.sj",
            "${7*7}",
            "<#assign x=1>",
            "...",
            "Grüße",
            "\ud83d\udca9",
            "x".repeat(250));

    @TempDir
    static Path folder;

    private static FilledForge forge;

    @BeforeAll
    static void push() {
        forge = new FilledForge(folder);
        Past names = new Past();
        names.commit(
                "main", "\" onerror=\"alert(8)\" &lt;x&gt; \u202e", ELEMENT + "\n\n<script>alert(2)</script> ${7*7}");
        for (String name : NAMES) {
            names.file(name, "on top\n").file("f/" + name + "/f/" + name, "below\n");
        }
        int last = names.commit("main", "a/../b%2fc", "Again");
        names.file("text.html", ELEMENT + "</td></table><script>alert(3)</script>\n")
                .file("trojan.c", "if (x) /* \u202e */ ok\n")
                .file("x.md", "[a](javascript:alert(4)) <img src=x onerror=alert(5)>\n");
        names.branch("b\"><img-src=x-onerror=alert(6)>", last).branch("${7+7}", last);
        forge.push("names", names);
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    @Test
    void every_listed_file_can_be_opened_and_read() {
        List<String> links = links(forge.page("/mira/names"), "/mira/names/blob/");
        links.removeIf(link -> link.matches(".*/(text.html|x.md|trojan.c)"));
        assertThat(links).hasSize(NAMES.size());
        for (String link : links) {
            assertThat(forge.page(link)).as(link).contains("<td>on top</td>");
            assertThat(forge.page(link.replace("/blob/", "/raw/"))).as(link).isEqualTo("on top\n");
        }
    }

    @Test
    void every_listed_folder_leads_down_to_its_file() {
        List<String> folders = links(forge.page("/mira/names/tree/main/f/f"), "/mira/names/tree/main/f/f/");
        assertThat(folders).hasSize(NAMES.size());
        for (String link : folders) {
            String inner = links(forge.page(link), link).get(0);
            String file = links(forge.page(inner), "/mira/names/blob/").get(0);
            assertThat(forge.page(file)).as(file).contains("below");
            assertThat(forge.page(file.replace("/blob/main/f/", "/history/") + "?identifier=main"))
                    .as(file)
                    .contains("committed");
        }
    }

    @Test
    void every_listed_branch_can_be_opened() {
        List<String> branches = links(forge.page("/mira/names/branches"), "/mira/names/tree/");
        assertThat(branches).hasSize(3);
        branches.forEach(branch -> assertThat(forge.page(branch)).as(branch).contains("text.html"));
    }

    @Test
    void nothing_of_it_becomes_markup() {
        String commit = forge.id("names", "main~1");
        for (String page : List.of(
                "",
                "/tree/main",
                "/blob/main/f/text.html",
                "/blob/main/f/x.md",
                "/commits/main",
                "/branches",
                "/c/" + commit,
                "/c/" + forge.id("names", "main"),
                "/c/" + commit + "..main",
                "/history/text.html?identifier=main",
                "/branches?q=%22%3E%3Cimg",
                "/blob/main/f/x.md?plain=1",
                "/tree/main/f/" + Where.encode("f/" + ELEMENT))) {
            assertThat(forge.page("/mira/names" + page))
                    .as(page)
                    .doesNotContain(
                            "<img src=x",
                            "<img-src",
                            "<script>alert",
                            "\" onerror=",
                            "<x>",
                            "href=\"javascript:",
                            ">49<",
                            ">14<",
                            "\u202e");
        }
    }

    @Test
    void change_that_reorders_text_is_written_out() {
        assertThat(forge.page("/mira/names/c/" + forge.id("names", "main")))
                .contains("<b class=\"sf-mono\">trojan.c</b> has characters")
                .contains("(x) <span class=\"c\">/* </span><span class=\"sf-tag is-warn\">U+202E</span>");
    }

    @Test
    void mail_addresses_of_authors_are_not_shown() {
        for (String page : List.of("", "/commits/main", "/c/" + forge.id("names", "main"), "/branches")) {
            assertThat(forge.page("/mira/names" + page)).doesNotContain("mail.example");
        }
    }

    @Test
    void addresses_that_climb_find_nothing() {
        for (String path : List.of(
                "/tree/main/f/../x",
                "/tree/main/f/%2e%2e/%2e%2e",
                "/raw/main/f/%2e%2e/HEAD",
                "/raw/main/f/..%2f..%2fHEAD",
                "/raw/main/f/..%5c..%5cHEAD",
                "/raw/main/f/%252e%252e/x",
                "/raw/main/f//etc/passwd",
                "/raw/main/f/////%2e%2e/%2e%2e/etc/passwd",
                "/raw/main/f/.git/config",
                "/raw/main/f/x%00.md",
                "/raw/main/f/x.md%00",
                "/raw/main/f/./x.md",
                "/raw/../config",
                "/raw/refs/heads/main/f/x.md",
                "/raw/main:x.md",
                "/raw/main%5E/f/x.md",
                "/raw/%40%7B1%7D/f/x.md",
                "/blob/main/f/x.md/y",
                "/raw/main/f/%ff",
                "/history/../x",
                "/c/../../x",
                "/c/--output=x",
                "/commits/--all",
                "/commits/" + "x".repeat(3_000))) {
            int status = forge.status("/mira/names" + path);
            assertThat(status).as(path).isIn(400, 404);
        }
    }

    private static List<String> links(String page, String start) {
        String files = page.substring(Math.max(0, page.indexOf("<table class=\"sf-files\"")));
        String list = files.startsWith("<table") ? files.substring(0, files.indexOf("</table>")) : page;
        String address = "(" + Pattern.quote(start) + "[^\"]*)\"";
        return Pattern.compile("<td><a href=\"" + address + "|sf-list__title\" href=\"" + address)
                .matcher(list)
                .results()
                .map(HostileNamesTest::address)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String address(MatchResult found) {
        return (found.group(1) == null ? found.group(2) : found.group(1)).replace("&amp;", "&");
    }
}
