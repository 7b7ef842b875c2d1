package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.Browsing;
import starforge.access.Unseen;

/** Names that are options, addresses or another name in disguise. Those in Git are in {@code code.HostileNamesTest}. */
class NamesThatDeceiveTest {
    private static final List<String> NAMES = List.of(
            "-h",
            "--exec=touch x",
            "--upload-pack=x",
            "..",
            ".",
            ".git",
            "a.git",
            "a.LOCK",
            "a/../b",
            "%2e%2e%2f",
            "..%5c",
            "a\\b",
            "a\u0000b",
            "a\nb",
            "a\u202eb",
            "a\u200bb",
            "\u0430dmin",
            "x".repeat(300),
            "trailing.",
            "api",
            "ADMIN",
            "-",
            ".well-known",
            "<b>",
            "${7*7}");

    @TempDir
    static Path folder;

    private static PushedForge forge;
    private static Browsing mira;

    @BeforeAll
    static void a_forge() {
        forge = new PushedForge(folder);
        forge.push("lantern", PushedForge.commit("M <m@x> 1 +0000", "x") + PushedForge.file("100644", "a", "a"));
        mira = forge.mira();
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    @Test
    void name_no_repository_by_form_or_rename() {
        for (String name : NAMES) {
            assertThat(mira.post("/new", Map.of("name", name, "namespace", "mira"))
                            .statusCode())
                    .as(name)
                    .isEqualTo(422);
            assertThat(mira.post("/mira/lantern/settings/rename", Map.of("new_name", name))
                            .statusCode())
                    .as(name)
                    .isEqualTo(422);
        }
        assertThat(mira.get("/mira/lantern").statusCode()).isEqualTo(200);
    }

    @Test
    void name_no_account() {
        Browsing stranger = forge.stranger();
        stranger.get("/register");
        for (String name : NAMES) {
            var form = Map.of(
                    "username", name, "email", "n@x.example", "password", "long enough", "confirm", "long enough");
            assertThat(stranger.post("/register", form).statusCode()).as(name).isEqualTo(422);
        }
    }

    @Test
    void another_case_is_the_same_name() {
        var form = Map.of("name", "LANTERN", "namespace", "mira");
        assertThat(mira.post("/new", form).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202e", "\u2066", "\u2069", "\u200f", "\u061c", "\u200b", "\u00ad", "\ufeff", "\u2060", "\u0007",
                "\u001b", "a\u200d"
            })
    void what_nobody_sees_is_refused_where_it_is_typed(String hidden) {
        String text = "in" + hidden + "voice";
        refused("/new", "description", Map.of("name", "n", "namespace", "mira", "description", text));
        refused("/mira/lantern/settings", "description", Map.of("description", text));
        refused("/settings/profile", "full_name", Map.of("full_name", text));
        refused("/settings/profile", "about", Map.of("about", text));
        refused("/settings/profile", "website", Map.of("website", "https://a.example/" + text));
        refused("/mira/lantern/releases/new", "title", Map.of("tag", "v1", "target", "main", "title", text));
    }

    private static void refused(String path, String field, Map<String, String> form) {
        var answer = mira.post(path, form);
        assertThat(answer.statusCode()).as(path + " " + field).isEqualTo(422);
        assertThat(answer.body()).as(path).contains("id=\"" + field + "-e\"");
    }

    @Test
    void error_pages_write_out_what_hides() {
        var answer = mira.post("/mira/lantern/settings/people", Map.of("user", "a\u202eb", "level", "read"));
        assertThat(answer.statusCode()).isEqualTo(422);
        String words = answer.body().replaceAll("value=\"[^\"]*\"", "");
        assertThat(words).doesNotContain("\u202e");
    }

    @Test
    void joiners_that_scripts_and_emoji_need_are_let_through() {
        Unseen.refuse(
                "about",
                "\ud83d\udc69\u200d\ud83d\udcbb \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 Gr\u00fc\u00dfe");
        assertThat(Unseen.written("\ud83d\udc69\u200d\ud83d\udcbb")).doesNotContain("[");
        assertThat(Unseen.written("a\u200db\udb40\udc41")).isEqualTo("a[U+200D]b[U+E0041]");
    }
}
