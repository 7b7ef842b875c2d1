package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;

/** Numbers and names of what belongs to another repository, in addresses of one's own. */
class IdsOfOthersTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP1WRQ5KWMKWuesTNBGN9SA96m8g8xYAqFCcF74xbuL1 laptop";

    @TempDir
    static Path folder;

    private static Stage stage;
    private static Browsing mira;
    private static Browsing tobi;

    @BeforeAll
    static void everybody() {
        stage = new Stage(folder);
        stage.forge.repo(stage.user("tobi"), "own");
        mira = stage.browser("mira");
        tobi = stage.browser("tobi");
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    private static String number(String page, String link) {
        return mira.get(page).body().replaceAll("(?s).*" + link + "(\\d+)/remove.*", "$1");
    }

    @Test
    void deploy_key_of_another_repository_is_not_found() {
        mira.post("/mira/vault/settings/keys", Map.of("title", "robot", "ssh_key", KEY));
        String id = number("/mira/vault/settings/keys", "/settings/keys/");
        assertThat(id).matches("\\d+");
        assertThat(tobi.post("/tobi/own/settings/keys/" + id + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(mira.post("/mira/open/settings/keys/" + id + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(tobi.post("/settings/keys/" + id + "/remove", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(mira.post("/settings/keys/" + id + "/remove", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(mira.get("/mira/vault/settings/keys").body()).contains("robot");
    }

    @Test
    void rule_for_branches_of_another_repository_is_not_found() {
        mira.post("/mira/vault/settings/branches", Map.of("pattern", "stable-*", "level", "admin"));
        String id = number("/mira/vault/settings/branches", "/settings/branches/");
        assertThat(id).matches("\\d+");
        assertThat(tobi.post("/tobi/own/settings/branches/" + id + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(mira.get("/mira/vault/settings/branches").body()).contains("stable-*");
    }

    @Test
    void release_of_another_repository_is_not_found() {
        assertThat(tobi.get("/tobi/own/releases/download/v1/SHA256SUMS").statusCode())
                .isEqualTo(404);
        assertThat(tobi.post("/tobi/own/releases/edit/v1", Map.of("title", "mine"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(tobi.post("/tobi/own/releases/delete/v1", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(tobi.post("/tobi/own/releases/drop/v1", Map.of("name", "x")).statusCode())
                .isEqualTo(404);
        assertThat(mira.get("/mira/vault/releases/edit/v1").statusCode()).isEqualTo(200);
    }
}
