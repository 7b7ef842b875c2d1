package starforge.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;

/** The way to the first administrator. */
class SetUpLinkTest {
    @TempDir
    private Path data;

    private static Map<String, String> form(String name, String setUp) {
        return Map.of(
                "username",
                name,
                "email",
                name + "@example.org",
                "password",
                "long enough",
                "confirm",
                "long enough",
                "setup",
                setUp);
    }

    @Test
    void the_link_makes_one_administrator_and_is_dead_then() {
        try (RunningForge forge = RunningForge.on(data)) {
            String path = forge.setUpPath().orElseThrow();
            String key = path.substring(path.indexOf('=') + 1);
            Browsing browser = forge.browsing();
            assertThat(browser.get(path).body()).contains("Set up this forge");
            browser.post("/register", form("mira", key));
            assertThat(forge.desk().users().get("mira").admin()).isTrue();

            Browsing second = forge.browsing();
            second.get("/register");
            second.post("/register", form("ravi", key));
            assertThat(forge.desk().users().get("ravi").admin()).isFalse();
        }
        try (RunningForge forge = RunningForge.on(data)) {
            assertThat(forge.setUpPath()).isEmpty();
        }
    }

    @Test
    void a_guessed_link_makes_no_administrator() {
        try (RunningForge forge = RunningForge.on(data)) {
            Browsing browser = forge.browsing();
            browser.get("/register");
            browser.post("/register", form("eve", "guess"));
            assertThat(forge.desk().users().get("eve").admin()).isFalse();
        }
    }
}
