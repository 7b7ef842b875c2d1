package starforge.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The default theme holds together; what it renders also lies in {@code target/mock}, to look at. */
final class ThemeTest {
    private final Stage stage = new Stage();

    ThemeTest() throws IOException {}

    private static Map<String, String> templates() throws IOException {
        Map<String, String> found = new java.util.TreeMap<>();
        try (Stream<Path> files = Files.walk(Stage.TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(Stage.TEMPLATES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return found;
    }

    private static Set<String> all(String pattern, String text) {
        return new TreeSet<>(Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList());
    }

    @Test
    void every_template_can_be_read() throws IOException {
        for (String name : templates().keySet()) {
            assertThat(stage.configuration.getTemplate(name).getOutputFormat().getName())
                    .isEqualTo("HTML");
        }
    }

    @Test
    void no_template_leaves_escaping_or_runs_text() throws IOException {
        templates().forEach((name, text) -> {
            String words = name.equals("ui/safe.ftlh") ? "eval|interpret|new|api" : "no_esc|eval|interpret|new|api";
            assertThat(text)
                    .as(name)
                    .doesNotContainPattern("\\?(" + words + ")\\b|<#no_?auto_?esc|<#ftl|<#output_?format");
        });
    }

    @Test
    void no_template_needs_what_the_pages_forbid() throws IOException {
        templates().forEach((name, text) -> {
            assertThat(text)
                    .as(name)
                    .doesNotContainPattern("(?i)\\sstyle=|<style|\\son(?!e=)[a-z]+=|javascript:|(src|href)=\"https?:");
            assertThat(text.replaceAll(
                            "<script defer src=\"\\$\\{asset\\((\"(starforge|morph|board).js\"|js)\\)}\"></script>",
                            ""))
                    .as(name)
                    .doesNotContain("<script");
        });
    }

    @Test
    void every_class_and_icon_of_a_template_exists() throws IOException {
        String css = "";
        try (var files = Files.newDirectoryStream(Stage.STATIC, "*.css")) {
            for (Path file : files) {
                css += Files.readString(file);
            }
        }
        Set<String> styled = all("\\.(sf-[a-z0-9_-]+)", css);
        Set<String> drawn = all("id=\"([a-z0-9-]+)\"", Files.readString(Stage.STATIC.resolve("icons.svg")));
        templates().forEach((name, text) -> {
            assertThat(styled).as(name).containsAll(all("\\b(sf-[a-z0-9_-]*[a-z0-9])\\b(?!-*\\$|--\\$)", text));
            assertThat(drawn).as(name).containsAll(all("(?:icon=|\\.icon |<@icon )\"([a-z-]+)\"", text));
        });
    }

    @Test
    void files_of_every_page_stay_small() throws IOException {
        assertThat(Files.size(Stage.STATIC.resolve("theme.css"))).isLessThanOrEqualTo(30_000);
        assertThat(Files.size(Stage.STATIC.resolve("starforge.js"))).isLessThanOrEqualTo(20_000);
        assertThat(Files.size(Stage.STATIC.resolve("icons.svg"))).isLessThanOrEqualTo(12_000);
    }

    @Test
    void board_is_light_on_a_small_machine() throws IOException {
        assertThat(Files.size(Stage.STATIC.resolve("board.js")) + Files.size(Stage.STATIC.resolve("morph.js")))
                .isLessThanOrEqualTo(14_000);
        assertThat(Files.size(Stage.STATIC.resolve("board.css"))).isLessThanOrEqualTo(6_000);
    }

    @Test
    void repository_page_has_star_and_fork_with_their_counts() throws Exception {
        String page = shown("repo", Stage.signedIn());
        assertThat(page)
                .contains("<form method=\"post\" action=\"/mira/lantern/star/0\" data-live-form=\"star\">")
                .contains("aria-pressed=\"true\"><svg", "<span data-label>Starred</span>")
                .contains("href=\"/mira/lantern/stargazers/\" data-live=\"stars\" data-topic=\"repo:1042\""
                        + " data-seq=\"1300\"")
                .contains("aria-label=\"1,284 stargazers\">1.2k</a>")
                .contains(
                        "action=\"/do_fork/mira/lantern\"",
                        "href=\"/mira/lantern/forks\"",
                        "aria-label=\"1 fork\">1</a>")
                .contains(
                        "name=\"csrf_token\" value=\"c5rf\"",
                        "<meta name=\"ws_token\"",
                        "href=\"/mira/lantern/settings\"")
                .doesNotContain("Sign in");
    }

    @Test
    void stranger_is_led_to_the_sign_in_form_and_back() throws Exception {
        String page = shown("repo", Stage.anonymous());
        assertThat(page)
                .contains("href=\"/login?next=%2Fmira%2Flantern%3Fpage%3D2\" title=\"Sign in to star mira/lantern\"")
                .contains("data-live=\"stars\"", ">Join</a>")
                .doesNotContain("method=\"post\"", "csrf_token");
    }

    @Test
    void fork_names_its_person_and_its_parent() throws Exception {
        Map<String, Object> model = Stage.signedIn();
        model.put("repo", Samples.fork());
        assertThat(shown("repo", model))
                .contains("<a href=\"/user/tobi\">tobi</a><i>/</i><a href=\"/user/mira\">mira</a><i>/</i>")
                .contains(
                        "forked from <a href=\"/mira/lantern\">mira/lantern</a>",
                        "Private",
                        "star/1\"",
                        ">Star</span>");
    }

    @Test
    void lists_and_parts_render_and_escape_what_people_wrote() throws Exception {
        String page = shown("parts", Stage.signedIn());
        assertThat(page)
                .contains(
                        "&lt;b&gt;Eve&lt;/b&gt;",
                        "<ins>Padded&lt;Long&gt;</ins>",
                        "<del>AtomicLong</del>",
                        "(no message)")
                .contains("data-n=\"1009\"", "id=\"d1l1010\"", "id=\"d1r1011\"", "100644 → 100755", "old.png → new.png")
                .contains(
                        "pushed 1,005 commits to", "and 1,002 more", "#1037 Reader stalls", "and 4 others</a> starred")
                .contains("role=\"alert\"", "href=\"#name\"", "aria-describedby=\"name-e name-h\"", "maxlength=\"64\"")
                .doesNotContain("<b>Eve", "never written", "/user/mira/follow");
    }

    @Test
    void start_page_greets_only_strangers() throws Exception {
        assertThat(shown("home", Stage.anonymous()))
                .contains("sf-hero", "<polyline points=\"0,", "?page=36\"", "rel=\"next\"");
        assertThat(shown("home", Stage.signedIn())).doesNotContain("sf-hero");
    }

    @Test
    void error_page_needs_neither_account_nor_database() throws Exception {
        for (int status : List.of(400, 403, 404, 405, 429, 500, 503)) {
            Map<String, Object> model = Stage.bare();
            model.putAll(Map.of(
                    "status",
                    status,
                    "title",
                    "There is nothing at this address",
                    "text",
                    "<b>It</b> may have moved."));
            model.put("id", status == 500 ? "f3a9c1" : "");
            String page = written("error-" + status, stage.render("error.ftlh", model));
            assertThat(page).contains("<h1>There is", "&lt;b&gt;It", "</html>").doesNotContain("user-menu");
            assertThat(page.contains("Sign in")).isEqualTo(status < 500);
            assertThat(page.contains("f3a9c1")).isEqualTo(status == 500);
        }
    }

    private String shown(String name, Map<String, Object> model) throws Exception {
        String readme = Files.readString(Path.of("src/test/resources/README-sample.md"));
        Links links = new Links("/mira/lantern/blob/main/f/", "/mira/lantern/raw/main/f/", "");
        model.putIfAbsent("repo", Samples.repo("mira/lantern"));
        model.put("readme", new Markup().render("README.md", readme, links));
        model.put("notice", Map.of("text", "You starred this.", "kind", "ok"));
        model.put("tip", Samples.commit("e2b9104aa0", "Replay the suspend trace from issue 37", "ok"));
        model.put("repos", Samples.repos());
        model.put("choices", Samples.choices());
        model.put("people", Samples.people());
        model.put("days", Samples.days());
        model.put("files", Samples.files());
        model.put("events", Samples.events());
        String who = model.containsKey("me") ? "me" : "stranger";
        return written(name + "-" + who, stage.render(name + ".ftlh", model));
    }

    private static String written(String name, String page) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/mock"));
        Files.writeString(folder.resolve(name + ".html"), page);
        return page;
    }
}
