package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.Users;

/** What opens an account is the very name and the very secret, and nothing that was there before signing in. */
class SignInSecretsTest {
    @TempDir
    static Path folder;

    private static RunningForge forge;

    @BeforeAll
    static void kate_and_an_administrator() {
        forge = RunningForge.on(folder);
        forge.desk().users().add("kate", "kate@example.org", RunningForge.PASSWORD, false);
        forge.admin("ada");
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    @Test
    void cookie_that_was_planted_before_is_worth_nothing_after_signing_in() {
        Browsing browser = forge.browsing();
        URI home = URI.create(forge.address());
        HttpCookie planted = new HttpCookie("starforge", "A".repeat(43));
        planted.setPath("/");
        planted.setDomain(home.getHost());
        planted.setVersion(0);
        browser.cookies().getCookieStore().add(home, planted);
        browser.signIn("kate", RunningForge.PASSWORD);
        assertThat(browser.cookies().getCookieStore().getCookies())
                .filteredOn(cookie -> cookie.getName().equals("starforge"))
                .extracting(HttpCookie::getValue)
                .doesNotContain(planted.getValue());
        assertThat(forge.browsing()
                        .get("/settings", "Cookie", "starforge=" + planted.getValue())
                        .statusCode())
                .isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u212aate",
                "k\u0430te",
                "\uff4bate",
                "kate\u00a0",
                "k\u00adate",
                "kate\u0000",
                "kate@example.org",
                "k%te",
                "k_te",
                "kate'--"
            })
    void look_alike_of_a_name_is_nobody(String name) {
        Browsing browser = forge.browsing();
        browser.get("/login");
        Map<String, String> form = Map.of("username", name, "password", RunningForge.PASSWORD);
        assertThat(browser.post("/login", form).statusCode()).isEqualTo(422);
        String page = "/user/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        assertThat(browser.get(page).statusCode()).isIn(400, 404);
        assertThat(forge.desk().users().find(name)).isEmpty();
    }

    @Test
    void look_alike_of_a_token_is_none() {
        Users users = forge.desk().users();
        String secret = forge.desk().tokens().add(users.get("kate"), "t", List.of("read"));
        List<String> others = List.of(
                secret.toUpperCase(Locale.ROOT),
                secret.toLowerCase(Locale.ROOT),
                secret + " x",
                " " + secret.substring(1),
                secret.substring(0, 46),
                "%");
        assertThat(forge.browsing()
                        .get("/", "Authorization", "Bearer " + secret)
                        .statusCode())
                .isEqualTo(200);
        for (String other : others) {
            assertThat(forge.desk().tokens().identify(other)).as(other).isEmpty();
        }
    }

    @Test
    void link_to_a_new_password_ends_when_the_password_changes_in_another_way() {
        forge.user("lost");
        Browsing ada = forge.browsing().signIn("ada", RunningForge.PASSWORD);
        String page = ada.post("/admin/users/lost/reset", Map.of()).body();
        String link = page.replaceAll("(?s).*(/password/reset/[A-Za-z0-9_-]{43}).*", "$1");
        assertThat(forge.browsing().get(link).statusCode()).isEqualTo(200);
        Browsing lost = forge.browsing().signIn("lost", RunningForge.PASSWORD);
        Map<String, String> form =
                Map.of("current", RunningForge.PASSWORD, "password", "found again", "confirm", "found again");
        assertThat(lost.post("/settings/password", form).statusCode()).isEqualTo(303);
        assertThat(forge.browsing().get(link).statusCode()).isEqualTo(404);
    }

    /** Argon2 takes 19 MiB, whoever asks; so the work can be seen without a clock. */
    @ParameterizedTest
    @ValueSource(strings = {"kate", "nobody-of-this-name", "\u212aate", ""})
    void wrong_name_costs_the_forge_what_a_wrong_password_does(String name) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(forge.desk().users().withPassword(name, "not it at all")).isEmpty();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isBetween(19L << 20, 40L << 20);
    }
}
