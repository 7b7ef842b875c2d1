package starforge.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
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
import starforge.RunningForge;
import starforge.users.User;

/** What people change about themselves, and what others try to change for them. */
class AccountPagesTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP1WRQ5KWMKWuesTNBGN9SA96m8g8xYAqFCcF74xbuL1 laptop";

    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static User mira;
    private static User ben;
    private static Browsing asMira;
    private static Browsing asBen;

    @BeforeAll
    static void two_people() throws Exception {
        forge = RunningForge.on(Files.createDirectories(data));
        mira = forge.user("mira");
        ben = forge.user("ben");
        asMira = forge.browsing(mira);
        asBen = forge.browsing(ben);
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    private static String id(String page, String before, String after) {
        return page.replaceAll("(?s).*" + before + "(\\d+)/" + after + ".*", "$1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/settings/profile",
                "/settings/email",
                "/settings/password",
                "/settings/keys",
                "/settings/keys/1/remove",
                "/settings/tokens",
                "/settings/tokens/1/revoke",
                "/settings/sessions",
                "/settings/sessions/1/end",
                "/settings/delete"
            })
    void a_form_of_another_site_changes_nothing(String address) {
        assertThat(asMira.postBare(address, Map.of("csrf_token", "guessed")).statusCode())
                .isEqualTo(400);
        assertThat(forge.browsing().postBare(address, Map.of()).statusCode()).isEqualTo(302);
    }

    @Test
    void a_token_of_any_scope_reads_and_changes_no_settings() {
        for (String scope : List.of("read", "admin")) {
            String secret = forge.desk().tokens().add(mira, scope, List.of(scope));
            HttpResponse<String> page = forge.browsing().get("/settings/keys", "Authorization", "Bearer " + secret);
            assertThat(page.statusCode()).isIn(302, 401);
            assertThat(page.body()).doesNotContain("Add key");
        }
    }

    @Test
    void what_somebody_says_of_themselves_is_shown_and_runs_nowhere() {
        asMira.get("/settings");
        asMira.post(
                "/settings/profile",
                Map.of(
                        "full_name",
                        "Mira <b>K",
                        "about",
                        "Small boards.\n<script>",
                        "website",
                        "https://mira.example/"));

        assertThat(forge.browsing().get("/user/mira").body())
                .contains("Mira &lt;b&gt;K<", "Small boards.", "&lt;script&gt;", "href=\"https://mira.example/\"")
                .doesNotContain("mira@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "//evil.example",
                "https://a@evil.example",
                "ftp://x.example"
            })
    void a_web_address_leads_to_the_web(String address) {
        asMira.get("/settings");
        HttpResponse<String> answer = asMira.post("/settings/profile", Map.of("website", address));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("begins with https://");
    }

    @Test
    void a_mail_address_changes_with_the_password_alone() {
        asBen.get("/settings");
        Map<String, String> guess = Map.of("email", "new@example.org", "current", "a guess at it");
        assertThat(asBen.post("/settings/email", guess).body()).contains("not your present password");
        Map<String, String> taken = Map.of("email", "MIRA@example.org", "current", RunningForge.PASSWORD);
        assertThat(asBen.post("/settings/email", taken).statusCode()).isEqualTo(422);
        Map<String, String> right = Map.of("email", "new@example.org", "current", RunningForge.PASSWORD);
        assertThat(asBen.post("/settings/email", right).statusCode()).isEqualTo(303);
        assertThat(forge.desk().users().get("ben").email()).isEqualTo("new@example.org");
    }

    @Test
    void keys_tokens_and_sessions_of_others_are_not_found_in_my_addresses() {
        asMira.get("/settings/keys");
        assertThat(asMira.post("/settings/keys", Map.of("title", "", "ssh_key", KEY))
                        .statusCode())
                .isEqualTo(303);
        String key = id(asMira.get("/settings/keys").body(), "/settings/keys/", "remove");
        forge.desk().tokens().add(mira, "laptop", List.of());
        String token = id(asMira.get("/settings/tokens").body(), "/settings/tokens/", "revoke");
        forge.browsing(mira);
        String session = id(asMira.get("/settings/sessions").body(), "/settings/sessions/", "end");
        asBen.get("/settings");

        assertThat(asBen.post("/settings/keys/" + key + "/remove", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(asBen.post("/settings/tokens/" + token + "/revoke", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(asBen.post("/settings/sessions/" + session + "/end", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(asBen.post("/settings/keys/x/remove", Map.of()).statusCode()).isEqualTo(404);
        assertThat(asMira.get("/settings/keys").body()).contains("laptop", "SHA256:");
        assertThat(asMira.post("/settings/keys/" + key + "/remove", Map.of()).statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_private_key_that_was_pasted_is_not_sent_back() {
        asMira.get("/settings/keys");
        String secret = "-----BEGIN OPENSSH PRIVATE KEY-----\nverysecret\n-----END OPENSSH PRIVATE KEY-----";
        HttpResponse<String> answer = asMira.post("/settings/keys", Map.of("ssh_key", secret));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("This is your private key").doesNotContain("verysecret");
    }

    @Test
    void one_browser_is_signed_out_by_itself() {
        User nora = forge.user("nora");
        Browsing here = forge.browsing(nora);
        Browsing there = forge.browsing(nora);
        String page = here.get("/settings/sessions").body();
        assertThat(page).contains("this one");
        assertThat(here.post("/settings/sessions/" + id(page, "/settings/sessions/", "end") + "/end", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(there.get("/settings").statusCode()).isEqualTo(302);
        assertThat(here.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_ends_with_its_last_day() {
        asMira.get("/settings/tokens");
        Map<String, String> past = Map.of("name", "old", "scope", "read", "expires", "2020-01-01");
        assertThat(asMira.post("/settings/tokens", past).body()).contains("This day is over.");
        Map<String, String> odd = Map.of("name", "old", "scope", "read", "expires", "2020-13-01");
        assertThat(asMira.post("/settings/tokens", odd).body()).contains("This is no date.");
        Map<String, String> far = Map.of("name", "new", "scope", "read", "expires", "2999-01-01");
        assertThat(asMira.post("/settings/tokens", far).body()).contains("until 2 January 2999");
    }

    @Test
    void an_account_is_deleted_by_its_owner_alone_and_takes_its_stars_along() {
        User luis = forge.user("luis");
        forge.repo(mira, "starry");
        Browsing asLuis = forge.browsing(luis);
        asLuis.post("/mira/starry/star/1", Map.of());
        forge.repo(luis, "own");
        Map<String, String> form = Map.of("confirm", "luis", "current", RunningForge.PASSWORD);
        assertThat(asLuis.post("/settings/delete", form).body()).contains("still owns repositories");
        asLuis.get("/luis/own/settings/move");
        asLuis.post("/luis/own/settings/delete", Map.of("confirm", "luis/own"));
        assertThat(asLuis.post("/settings/delete", Map.of("confirm", "luis", "current", "a guess"))
                        .statusCode())
                .isEqualTo(422);

        assertThat(asLuis.post("/settings/delete", form).statusCode()).isEqualTo(303);

        assertThat(asLuis.get("/settings").statusCode()).isEqualTo(302);
        assertThat(forge.browsing().get("/user/luis").statusCode()).isEqualTo(404);
        assertThat(forge.browsing().get("/mira/starry").body()).contains("0 stargazers");
    }
}
