package starforge.admin;

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
import starforge.git.RealGit;
import starforge.live.Watching;
import starforge.users.User;

/** What those who run the forge can do, and nobody else. */
class AdminPagesTest {
    @TempDir
    private static Path folder;

    private static RunningForge forge;
    private static RealGit git;
    private static Browsing asRoot;
    private static Browsing asMira;

    @BeforeAll
    static void a_forge() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
        asRoot = forge.browsing(forge.admin("root"));
        asMira = forge.browsing(forge.user("mira"));
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/users", "/admin/users/root", "/admin/repos", "/admin/log"})
    void the_pages_are_for_administrators_who_are_signed_in(String address) {
        assertThat(asRoot.get(address).statusCode()).isEqualTo(200);
        assertThat(asMira.get(address).statusCode()).isEqualTo(403);
        assertThat(forge.browsing().get(address).statusCode()).isEqualTo(302);
        String token = forge.desk().tokens().add(forge.desk().users().get("root"), "all", List.of("admin"));
        assertThat(forge.browsing()
                        .get(address, "Authorization", "Bearer " + token)
                        .statusCode())
                .isIn(302, 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"registration", "users/mira/block", "users/mira/admin", "users/mira/reset", "users/mira/delete"})
    void a_form_is_taken_from_our_pages_and_from_administrators_alone(String address) {
        assertThat(asRoot.postBare("/admin/" + address, Map.of("blocked", "1", "admin", "1"))
                        .statusCode())
                .isEqualTo(400);
        asMira.get("/settings");
        assertThat(asMira.post("/admin/" + address, Map.of("blocked", "1", "admin", "1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(forge.desk().users().get("mira").admin()).isFalse();
    }

    @Test
    void a_blocked_user_is_out_everywhere_at_once() {
        User eve = forge.user("eve");
        forge.privateRepo(eve, "den");
        Browsing asEve = forge.browsing(eve);
        String token = forge.desk().tokens().add(eve, "t", List.of());
        String remote = forge.address().replace("://", "://eve:correct%20horse@") + "/eve/den.git";
        assertThat(git.run(folder, "ls-remote", remote).exit()).isZero();
        try (Watching watching = Watching.page(forge.address(), asEve, "/eve/den")) {
            asRoot.get("/admin/users/eve");
            assertThat(asRoot.post("/admin/users/eve/block", Map.of("blocked", "1"))
                            .statusCode())
                    .isEqualTo(303);

            assertThat(watching.closeCode()).isBetween(4100, 4199);
        }
        assertThat(asEve.get("/settings").statusCode()).isEqualTo(302);
        assertThat(forge.browsing()
                        .get("/eve/den", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
        assertThat(git.run(folder, "ls-remote", remote).exit()).isNotZero();
        assertThat(git.run(folder, "ls-remote", remote.replace("correct%20horse", token))
                        .exit())
                .isNotZero();
        assertThat(signIn("eve", RunningForge.PASSWORD).body()).contains("This account is blocked.");
        assertThat(signIn("eve", "a wrong one").body())
                .contains("do not fit together")
                .doesNotContain("blocked");

        asRoot.post("/admin/users/eve/block", Map.of("blocked", "0"));
        assertThat(signIn("eve", RunningForge.PASSWORD).statusCode()).isEqualTo(303);
    }

    private static HttpResponse<String> signIn(String name, String password) {
        Browsing browser = forge.browsing();
        browser.get("/login");
        return browser.post("/login", Map.of("username", name, "password", password));
    }

    @Test
    void the_last_administrator_stays() {
        asRoot.get("/admin/users/root");
        assertThat(asRoot.post("/admin/users/root/admin", Map.of("admin", "0")).statusCode())
                .isEqualTo(409);
        assertThat(asRoot.post("/admin/users/root/block", Map.of("blocked", "1"))
                        .statusCode())
                .isEqualTo(409);
        Map<String, String> end = Map.of("confirm", "root", "current", RunningForge.PASSWORD);
        assertThat(asRoot.post("/settings/delete", end).statusCode()).isEqualTo(409);
        assertThat(asRoot.get("/admin").statusCode()).isEqualTo(200);
    }

    @Test
    void an_administrator_is_made_and_unmade() {
        Browsing asDora = forge.browsing(forge.user("dora"));
        asRoot.get("/admin/users/dora");
        asRoot.post("/admin/users/dora/admin", Map.of("admin", "1"));
        assertThat(asDora.get("/admin").statusCode()).isEqualTo(200);
        asRoot.post("/admin/users/dora/admin", Map.of("admin", "0"));
        assertThat(asDora.get("/admin").statusCode()).isEqualTo(403);
        assertThat(asRoot.get("/admin/log").body()).contains("made dora an administrator");
    }

    @Test
    void a_link_to_a_new_password_is_good_once_and_ends_the_old_sign_ins() {
        User ida = forge.user("ida");
        Browsing before = forge.browsing(ida);
        asRoot.get("/admin/users/ida");
        String first = link(asRoot.post("/admin/users/ida/reset", Map.of()).body());
        String link = link(asRoot.post("/admin/users/ida/reset", Map.of()).body());
        Browsing browser = forge.browsing();
        assertThat(browser.get(first).statusCode()).isEqualTo(404);
        assertThat(browser.get(link).body()).contains("New password for ida");
        assertThat(browser.post(link, Map.of("password", "short", "confirm", "short"))
                        .statusCode())
                .isEqualTo(422);
        Map<String, String> form = Map.of("password", "another horse", "confirm", "another horse");

        assertThat(browser.post(link, form).statusCode()).isEqualTo(303);

        assertThat(before.get("/settings").statusCode()).isEqualTo(302);
        assertThat(signIn("ida", "another horse").statusCode()).isEqualTo(303);
        assertThat(browser.get(link).statusCode()).isEqualTo(404);
        assertThat(browser.get("/password/reset/guess").statusCode()).isEqualTo(404);
        assertThat(asRoot.get("/admin/users/ida").body()).doesNotContain("/password/reset/");
    }

    private static String link(String page) {
        return page.replaceAll("(?s).*(/password/reset/[A-Za-z0-9_-]{43}).*", "$1");
    }

    @Test
    void closed_registration_is_said_and_holds() {
        asRoot.get("/admin");
        asRoot.post("/admin/registration", Map.of("registration", "closed"));
        Browsing stranger = forge.browsing();
        assertThat(stranger.get("/register").statusCode()).isEqualTo(403);
        assertThat(stranger.get("/login").body()).contains("New accounts are made by those who run this forge");
        Map<String, String> form = Map.of(
                "username", "zoe", "email", "z@example.org", "password", "long enough", "confirm", "long enough");
        assertThat(stranger.post("/register", form).statusCode()).isEqualTo(403);
        asRoot.post("/admin/registration", Map.of("registration", "open"));
        assertThat(stranger.get("/register").statusCode()).isEqualTo(200);
    }

    @Test
    void an_account_that_owns_nothing_is_deleted_by_name() {
        User gus = forge.user("gus");
        forge.repo(gus, "his");
        asRoot.get("/admin/users/gus");
        assertThat(asRoot.post("/admin/users/gus/delete", Map.of("confirm", "no"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(asRoot.post("/admin/users/gus/delete", Map.of("confirm", "gus"))
                        .statusCode())
                .isEqualTo(409);
        asRoot.post("/gus/his/settings/delete", Map.of("confirm", "gus/his"));
        assertThat(asRoot.post("/admin/users/gus/delete", Map.of("confirm", "gus"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(asRoot.get("/user/gus").statusCode()).isEqualTo(404);
    }

    @Test
    void lists_find_accounts_by_mail_and_private_repositories() {
        forge.privateRepo(forge.user("olga"), "vault");

        assertThat(asRoot.get("/admin/users?q=OLGA@example").body())
                .contains("/admin/users/olga")
                .doesNotContain("/admin/users/mira");
        assertThat(asRoot.get("/admin/users?q=%25").body()).contains("Nobody of this name");
        assertThat(asRoot.get("/admin/repos?q=vault").body()).contains("olga / vault", " kB");
    }
}
