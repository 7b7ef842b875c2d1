package starforge.appearance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;

/** Themes: chosen by the admin for all, by somebody for themselves; made of tokens or of templates; broken ones. */
class AppearanceTest {
    @TempDir
    private Path data;

    private RunningForge forge;

    @BeforeEach
    void start() {
        forge = RunningForge.on(data);
    }

    @AfterEach
    void end() {
        forge.close();
    }

    private void theme(String name, String about, Map<String, String> files) throws IOException {
        Path folder = Files.createDirectories(data.resolve("themes").resolve(name));
        Files.writeString(folder.resolve("theme.properties"), about);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static void wears(Browsing browser, String theme) {
        assertThat(browser.post("/settings/appearance", Map.of("theme", theme)).statusCode())
                .isEqualTo(303);
    }

    private static String front(Browsing browser) {
        return browser.get("/").body();
    }

    @Test
    void somebody_chooses_for_themselves_alone() {
        Browsing mira = forge.browsing(forge.user("mira"));
        Browsing hana = forge.browsing(forge.user("hana"));
        wears(mira, "heather");
        assertThat(front(mira)).contains("/heather.css").contains("/theme.css");
        assertThat(front(hana)).doesNotContain("heather");
        wears(mira, "");
        assertThat(front(mira)).doesNotContain("heather");
    }

    @Test
    void a_theme_adds_its_colours_to_the_shapes_of_its_parent() {
        Browsing mira = forge.browsing(forge.user("mira"));
        wears(mira, "heather");
        List<String> sheets = Pattern.compile("href=\"([^\"]+\\.css)\"")
                .matcher(front(mira))
                .results()
                .map(link -> mira.get(link.group(1)).body())
                .toList();
        assertThat(sheets).hasSize(2);
        assertThat(sheets.get(0)).startsWith("/* Starforge default theme.").contains(".sf-btn{");
        assertThat(sheets.get(1)).contains("@layer theme{").doesNotContain(".sf-btn{");
    }

    @Test
    void admin_chooses_for_all_who_have_not_chosen() {
        Browsing admin = forge.browsing(forge.admin("root"));
        Browsing mira = forge.browsing(forge.user("mira"));
        wears(mira, "default");
        assertThat(admin.post("/admin/appearance", Map.of("theme", "heather")).statusCode())
                .isEqualTo(303);
        assertThat(front(forge.browsing())).contains("/heather.css");
        assertThat(front(mira)).doesNotContain("heather");
        assertThat(admin.get("/admin/log").body()).contains("chose the theme heather for everybody");
    }

    @Test
    void nobody_else_chooses_for_all() {
        Browsing mira = forge.browsing(forge.user("mira"));
        assertThat(mira.post("/admin/appearance", Map.of("theme", "heather")).statusCode())
                .isEqualTo(403);
        assertThat(mira.get("/admin/appearance").statusCode()).isEqualTo(403);
        assertThat(front(forge.browsing())).doesNotContain("heather");
    }

    @Test
    void name_of_a_theme_is_no_path() {
        Browsing mira = forge.browsing(forge.user("mira"));
        for (String name : new String[] {"../themes/default", "nothing", "default/", "DEFAULT", "%2e"}) {
            assertThat(mira.post("/settings/appearance", Map.of("theme", name)).statusCode())
                    .as(name)
                    .isEqualTo(422);
        }
    }

    @Test
    void theme_replaces_one_template_and_keeps_the_others() throws IOException {
        theme(
                "footed",
                "name=Footed\nparent=heather\ncontract=1\n",
                Map.of("templates/footer.ftlh", "<#macro footer><footer>Our own foot</footer></#macro>"));
        Browsing mira = forge.browsing(forge.user("mira"));
        wears(mira, "footed");
        assertThat(front(mira)).contains("<footer>Our own foot</footer>", "/heather.css", "sf-top__in");
        assertThat(front(forge.browsing())).contains("sf-foot").doesNotContain("Our own foot");
    }

    @Test
    void theme_with_css_of_its_own_links_no_other() throws IOException {
        theme("bare", "parent=default\ncontract=1\ncss=replace\n", Map.of("static/theme.css", "body{color:red}"));
        Browsing mira = forge.browsing(forge.user("mira"));
        wears(mira, "bare");
        String page = front(mira);
        assertThat(page).contains("/bare.css").doesNotContain("/theme.css");
        var link = Pattern.compile("href=\"([^\"]+/bare.css)\"").matcher(page);
        assertThat(link.find()).isTrue();
        var css = forge.browsing().get(link.group(1));
        assertThat(css.body()).isEqualTo("body{color:red}");
        assertThat(css.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
    }

    @Test
    void theme_that_fails_falls_back_and_is_told_to_the_admin() throws IOException {
        theme(
                "broken",
                "name=Broken\nparent=default\ncontract=1\n",
                Map.of("templates/footer.ftlh", "<#macro footer>${nothing.at.all}</#macro>"));
        Browsing admin = forge.browsing(forge.admin("root"));
        wears(admin, "broken");
        assertThat(admin.get("/").statusCode()).isEqualTo(200);
        assertThat(front(admin)).contains("sf-foot");
        assertThat(admin.get("/admin/appearance").body()).contains("The theme broken cannot be used");
    }

    @Test
    void theme_made_for_another_version_cannot_be_chosen() throws IOException {
        theme("old", "name=Old\nparent=default\ncontract=0\n", Map.of());
        Browsing admin = forge.browsing(forge.admin("root"));
        assertThat(admin.post("/settings/appearance", Map.of("theme", "old")).statusCode())
                .isEqualTo(422);
        assertThat(admin.get("/settings/appearance").body()).doesNotContain("value=\"old\"");
        assertThat(admin.get("/admin/appearance").body()).contains("The theme old cannot be used");
    }

    @Test
    void theme_that_is_gone_gives_its_place_to_the_default() throws IOException {
        theme("brief", "name=Brief\nparent=default\ncontract=1\n", Map.of());
        Browsing mira = forge.browsing(forge.user("mira"));
        wears(mira, "brief");
        Files.delete(data.resolve("themes/brief/theme.properties"));
        forge.close();
        forge = RunningForge.on(data);
        assertThat(forge.browsing()
                        .signIn("mira", RunningForge.PASSWORD)
                        .get("/")
                        .statusCode())
                .isEqualTo(200);
    }
}
