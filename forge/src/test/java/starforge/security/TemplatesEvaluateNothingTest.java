package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;

/** Text of people is never a template, and a theme reads nothing but itself. */
class TemplatesEvaluateNothingTest {
    private static final Path THEMES = Path.of("..", "themes");
    private static final Pattern POWERS = Pattern.compile(
            "\\?\\s*(no_esc|interpret|eval|eval_json|new|api|has_api)\\b"
                    + "|[<\\[]#\\s*(no_?auto_?esc|output_?format|ftl|setting|attempt)\\b|\\.(get_optional_template|globals)\\b");
    /** The one macro that writes what {@code starforge.markup} made safe. */
    private static final List<String> ALLOWED = List.of("templates/ui/safe.ftlh: ?no_esc");

    @TempDir
    Path folder;

    @Test
    void every_template_escapes_and_none_has_the_power_to_evaluate() throws IOException {
        try (Stream<Path> files = Files.walk(THEMES)) {
            List<Path> templates = files.filter(file -> file.toString().contains("/templates/"))
                    .filter(Files::isRegularFile)
                    .toList();
            assertThat(templates).hasSizeGreaterThan(50).allMatch(file -> file.toString()
                    .endsWith(".ftlh"));
            List<String> powers = templates.stream()
                    .flatMap(TemplatesEvaluateNothingTest::powers)
                    .toList();
            assertThat(powers).isEqualTo(ALLOWED);
        }
    }

    private static Stream<String> powers(Path template) {
        try {
            String name = template.toString().replaceFirst(".*/(templates/.*)", "$1");
            return POWERS.matcher(Files.readString(template)).results().map(found -> name + ": " + found.group());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void text_of_people_stays_text() {
        try (RunningForge forge = RunningForge.on(folder)) {
            Browsing mira = forge.browsing(forge.user("mira"));
            String text = "${54173878+1}#{54173878+1}[=54173878+1]<#assign x=1><@x/>{0}{1}${say(\"x\")}";
            mira.post("/settings/profile", Map.of("full_name", text, "about", text));
            mira.post("/new", Map.of("name", "calm", "namespace", "mira", "description", text, "readme", "on"));
            for (String page :
                    List.of("/user/mira", "/mira/calm", "/", "/search?q=" + "%24%7B54173878%2B1%7D", "/settings")) {
                var answer = mira.get(page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body()).as(page).doesNotContain("54173879", "54,173,879", "<#assign");
            }
            assertThat(mira.get("/mira/calm").body())
                    .contains("${54173878+1}#{54173878+1}[=54173878+1]&lt;#assign x=1&gt;");
        }
    }

    @Test
    void theme_reads_nothing_outside_its_folder() throws IOException {
        Path themes = folder.resolve("themes");
        Path theme = Files.createDirectories(themes.resolve("leak"));
        Files.writeString(theme.resolve("theme.properties"), "name=Leak\ncontract=1\nparent=default\n");
        Files.createDirectories(theme.resolve("static"));
        Path secret = Files.writeString(folder.resolve("secret"), "the-secret");
        Files.createSymbolicLink(theme.resolve("static/secret.txt"), secret);
        Files.createDirectories(theme.resolve("templates"));
        Files.createSymbolicLink(theme.resolve("templates/explore.ftlh"), secret);
        Files.writeString(theme.resolve("static/own.txt"), "its own");
        try (RunningForge forge = RunningForge.withTheme(folder, "leak")) {
            Browsing browser = forge.browsing();
            assertThat(browser.get("/").statusCode()).isEqualTo(200);
            assertThat(browser.get("/").body()).doesNotContain("the-secret");
            assertThat(browser.get("/-/theme/x/own.txt").body()).isEqualTo("its own");
            for (String path : List.of("secret.txt", "../../../secret", "..%2f..%2f..%2fsecret", "a/../secret.txt")) {
                assertThat(browser.get("/-/theme/x/" + path).statusCode())
                        .as(path)
                        .isIn(400, 404);
            }
        }
    }

    @Test
    void parent_of_a_theme_is_a_name_and_no_path() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("theme.properties"), "name=Outside\ncontract=1\nparent=default\n");
        Path theme = Files.createDirectories(folder.resolve("themes/child"));
        Files.writeString(theme.resolve("theme.properties"), "name=Child\ncontract=1\nparent=../outside\n");
        try (RunningForge forge = RunningForge.on(folder)) {
            Browsing mira = forge.browsing(forge.user("mira"));
            mira.get("/settings/appearance");
            assertThat(mira.post("/settings/appearance", Map.of("theme", "child"))
                            .statusCode())
                    .isEqualTo(422);
        }
    }
}
