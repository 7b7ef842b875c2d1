package starforge.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;

/** Registering, signing in and out, and those who should not get in. */
class SignInPagesTest {
    @TempDir
    private static Path data;

    private static RunningForge forge;

    @BeforeAll
    static void a_forge() {
        forge = RunningForge.on(data);
        forge.user("mira");
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    private static HttpResponse<String> signIn(Browsing browser, String name, String password) {
        browser.get("/login");
        return browser.post("/login", Map.of("username", name, "password", password));
    }

    @Test
    void registering_signs_in_and_says_welcome() {
        Browsing browser = forge.browsing();
        browser.get("/register");
        HttpResponse<String> answer = browser.post("/register", form("hana", "hana@example.org", "long enough"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.get("/").body()).contains("Welcome, hana").contains("Sign out");
    }

    private static Map<String, String> form(String name, String email, String password) {
        return Map.of("username", name, "email", email, "password", password, "confirm", password);
    }

    @Test
    void a_wrong_form_comes_back_with_what_was_typed_and_a_sentence() {
        Browsing browser = forge.browsing();
        browser.get("/register");

        HttpResponse<String> taken = browser.post("/register", form("MIRA", "else@example.org", "long enough"));
        assertThat(taken.statusCode()).isEqualTo(422);
        assertThat(taken.body())
                .contains("is taken")
                .contains("else@example.org")
                .doesNotContain("long enough");
        HttpResponse<String> spaced = browser.post("/register", form("my name", "a@example.org", "long enough"));
        assertThat(spaced.body()).contains("A name cannot contain spaces. Try my-name.");
        HttpResponse<String> brief = browser.post("/register", form("tobi", "a@example.org", "short"));
        assertThat(brief.body()).contains("at least 8 characters");
        HttpResponse<String> reserved = browser.post("/register", form("settings", "a@example.org", "long enough"));
        assertThat(reserved.statusCode()).isEqualTo(422);
    }

    @Test
    void an_unknown_name_and_a_wrong_password_are_answered_alike() {
        Browsing browser = forge.browsing();
        HttpResponse<String> wrong = signIn(browser, "mira", "not it at all");
        HttpResponse<String> unknown = signIn(browser, "arim", "not it at all");

        assertThat(wrong.statusCode()).isEqualTo(422).isEqualTo(unknown.statusCode());
        assertThat(wrong.body().replace("mira", "arim")).isEqualTo(unknown.body());
    }

    @Test
    void the_cookie_is_new_with_each_sign_in_and_hidden_from_scripts() {
        String first = cookie(signIn(forge.browsing(), "mira", RunningForge.PASSWORD));
        String second = cookie(signIn(forge.browsing(), "mira", RunningForge.PASSWORD));

        assertThat(first)
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/")
                .doesNotContain("Secure");
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void cookies_of_a_forge_reached_by_https_never_travel_in_the_clear(@TempDir Path elsewhere) {
        try (RunningForge safe = RunningForge.with(elsewhere, Map.of("url", "https://forge.example"))) {
            HttpResponse<String> answer =
                    Browsing.at("http://127.0.0.1:" + safe.port()).get("/login");
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(value -> value.endsWith("; Secure"));
        }
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith("starforge="))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void after_signing_in_only_own_pages_are_next() {
        for (String evil : List.of("//evil.example", "/\\evil.example", "https:evil.example", "/\t/evil", "evil")) {
            Browsing browser = forge.browsing();
            browser.get("/login");
            Map<String, String> form = Map.of("username", "mira", "password", RunningForge.PASSWORD, "next", evil);
            assertThat(browser.post("/login", form).headers().firstValue("Location"))
                    .contains("/");
        }
        Browsing browser = forge.browsing();
        browser.get("/login");
        Map<String, String> form = Map.of("username", "mira", "password", RunningForge.PASSWORD, "next", "/new");
        assertThat(browser.post("/login", form).headers().firstValue("Location"))
                .contains("/new");
    }

    @Test
    void a_sign_in_form_of_another_site_is_refused() {
        Browsing browser = forge.browsing();
        Map<String, String> form = Map.of("username", "mira", "password", RunningForge.PASSWORD);
        assertThat(browser.postBare("/login", form).statusCode()).isEqualTo(400);
    }

    @Test
    void a_changed_password_signs_out_everybody_else_and_shuts_git_out() {
        forge.user("lotte");
        Browsing here = forge.browsing().signIn("lotte", RunningForge.PASSWORD);
        Browsing there = forge.browsing().signIn("lotte", RunningForge.PASSWORD);
        here.get("/settings");
        Map<String, String> form =
                Map.of("current", RunningForge.PASSWORD, "password", "another one", "confirm", "another one");

        assertThat(here.post("/settings/password", form).statusCode()).isEqualTo(303);

        assertThat(here.get("/settings").statusCode()).isEqualTo(200);
        assertThat(there.get("/settings").statusCode()).isEqualTo(302);
        assertThat(signIn(forge.browsing(), "lotte", RunningForge.PASSWORD).statusCode())
                .isEqualTo(422);
        assertThat(signIn(forge.browsing(), "lotte", "another one").statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_token_is_shown_once_and_a_revoked_one_is_worth_nothing() {
        forge.privateRepo(forge.user("okoye"), "notes");
        Browsing browser = forge.browsing().signIn("okoye", RunningForge.PASSWORD);
        browser.get("/settings/tokens");
        HttpResponse<String> made = browser.post("/settings/tokens", Map.of("name", "laptop", "scope", "read"));
        String secret = made.body().replaceAll("(?s).*(sft_[A-Za-z0-9_-]{43}).*", "$1");

        assertThat(secret).startsWith("sft_").hasSize(47);
        assertThat(browser.get("/settings/tokens").body()).contains("laptop").doesNotContain(secret);
        String bearer = "Bearer " + secret;
        assertThat(forge.browsing().get("/okoye/notes", "Authorization", bearer).statusCode())
                .isEqualTo(200);
        String address =
                browser.get("/settings/tokens").body().replaceAll("(?s).*(/settings/tokens/\\d+/revoke).*", "$1");
        assertThat(browser.post(address, Map.of()).statusCode()).isEqualTo(303);
        assertThat(forge.browsing().get("/okoye/notes", "Authorization", bearer).statusCode())
                .isEqualTo(401);
    }

    @Test
    void too_many_wrong_passwords_are_told_to_wait() {
        forge.user("sven");
        Browsing browser = forge.browsing();
        HttpResponse<String> answer = signIn(browser, "sven", "wrong one");
        for (int i = 0; i < 10 && answer.statusCode() == 422; i++) {
            answer = signIn(browser, "sven", "wrong one");
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(signIn(browser, "sven", RunningForge.PASSWORD).statusCode()).isEqualTo(429);
    }
}
