package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.access.Level;
import starforge.users.User;

/** Whoever loses a right loses it at every door at once, at those that stand open as well. */
class RightsTakenBackTest {
    private static final String VAULT = "/mira/vault";

    @TempDir
    static Path folder;

    private static Stage stage;
    private static Browsing mira;
    private static Browsing ada;

    @BeforeAll
    static void everybody() {
        stage = new Stage(folder);
        mira = stage.browser("mira");
        ada = stage.browser("ada");
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    /** Somebody new who reads the private repository, with everything open. */
    private static Windows reader(String name) {
        stage.forge.user(name);
        mira.post(VAULT + "/settings/people", Map.of("user", name, "level", "read"));
        return new Windows(stage, Stage.directory(folder.resolve(name)), name, VAULT);
    }

    @Test
    void made_private_is_shut_for_strangers_and_in_no_list() {
        User hana = stage.user("hana");
        stage.forge.repo(hana, "root");
        mira.post("/do_fork/hana/root", Map.of());
        mira.post("/fork/mira/hana/root/settings/rename", Map.of("new_name", "quietden"));
        String path = "/fork/mira/hana/quietden";
        stage.fill(stage.repo(path));
        User kai = stage.forge.user("kai");
        try (Windows windows = new Windows(stage, Stage.directory(folder.resolve("kai")), kai.name(), path)) {
            windows.browser.post(path + "/star/1", Map.of());
            assertThat(windows.browser.get("/hana/root/forks").body()).contains("quietden");
            assertThat(windows.browser.get("/hana/root").body()).contains(">1 fork<");

            mira.post(path + "/settings", Map.of("description", "", "private", "1"));

            windows.assertShut(404);
            windows.assertNowhere(
                    "quietden",
                    "/",
                    "/user/mira",
                    "/user/mira/stars",
                    "/user/kai/stars",
                    "/hana/root",
                    "/hana/root/forks",
                    "/-/events?after=0");
            assertThat(windows.browser.get("/search?q=quietden").body()).doesNotContain(path);
            assertThat(windows.browser.get("/hana/root").body()).doesNotContain(">1 fork<");
        }
        try (Windows again = reader("kim")) {
            again.assertNowhere("quietden", "/-/events?after=0");
        }
    }

    @Test
    void removed_collaborator_has_nothing_open_any_more() {
        try (Windows windows = reader("lea")) {
            mira.post(VAULT + "/settings/people", Map.of("user", "lea", "level", "none"));
            windows.assertShut(404);
            windows.assertNowhere("mira/vault", "/", "/user/mira", "/user/mira/stars", "/-/events?after=0");
        }
    }

    @Test
    void removed_member_of_a_group_has_nothing_open_any_more() {
        mira.get("/group/add");
        mira.post("/group/add", Map.of("group_name", "crew"));
        mira.post("/new", Map.of("namespace", "crew", "name", "hold", "private", "1"));
        stage.fill(stage.repo("/crew/hold"));
        stage.forge.user("uma");
        mira.post("/group/crew", Map.of("user", "uma", "role", "member"));
        try (Windows windows = new Windows(stage, Stage.directory(folder.resolve("uma")), "uma", "/crew/hold")) {
            mira.post("/group/crew/uma/delete", Map.of());
            windows.assertShut(404);
            windows.assertNowhere("crew/hold", "/", "/group/crew", "/user/mira/stars", "/-/events?after=0");
        }
    }

    @Test
    void blocked_account_has_nothing_open_any_more() {
        try (Windows windows = reader("noa")) {
            ada.post("/admin/users/noa/block", Map.of("blocked", "1"));
            windows.assertShut(404);
            windows.stream.awaitEnd();
            assertThat(windows.browser.get("/settings").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void deleted_account_has_nothing_open_any_more() {
        try (Windows windows = reader("pia")) {
            windows.browser.get("/settings");
            Map<String, String> form = Map.of("confirm", "pia", "current", RunningForge.PASSWORD);
            assertThat(windows.browser.post("/settings/delete", form).statusCode())
                    .isEqualTo(303);
            windows.assertShut(404);
            windows.stream.awaitEnd();
        }
    }

    @Test
    void changed_password_shuts_what_other_browsers_have_open() {
        try (Windows windows = reader("rob")) {
            Browsing here = stage.forge.browsing(stage.user("rob"));
            String next = "another one";
            Map<String, String> form = Map.of("current", RunningForge.PASSWORD, "password", next, "confirm", next);
            assertThat(here.post("/settings/password", form).statusCode()).isEqualTo(303);
            windows.assertPagesShut(404);
            windows.stream.awaitEnd();
            assertThat(here.get(VAULT).statusCode()).isEqualTo(200);
            assertThat(stage.git
                            .run(folder, "ls-remote", stage.remote("rob", VAULT))
                            .exit())
                    .isNotZero();
        }
    }

    @Test
    void signing_out_elsewhere_shuts_what_is_open_there() {
        try (Windows windows = reader("sam")) {
            Browsing here = stage.forge.browsing(stage.user("sam"));
            assertThat(here.post("/settings/sessions", Map.of()).statusCode()).isEqualTo(303);
            windows.assertPagesShut(404);
            windows.stream.awaitEnd();
            assertThat(here.get(VAULT).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void deleted_repository_is_shut_and_its_past_is_told_to_nobody() {
        stage.fill(stage.forge.repo(stage.user("mira"), "quietend"));
        stage.forge.user("tom");
        try (Windows windows = new Windows(stage, Stage.directory(folder.resolve("tom")), "tom", "/mira/quietend")) {
            mira.post("/mira/quietend/settings/delete", Map.of("confirm", "mira/quietend"));
            windows.assertShut(404);
            windows.assertNowhere("quietend", "/", "/user/mira", "/user/mira/stars", "/-/events?after=0");
        }
    }

    @Test
    void revoked_token_ends_what_it_opened() {
        User hana = stage.user("hana");
        String secret = stage.forge.desk().tokens().add(hana, "robot", List.of("read"));
        String bearer = "Bearer " + secret;
        String remote = stage.forge.address().replace("://", "://x:" + secret + "@") + VAULT + ".git";
        Browsing browser = stage.forge.browsing(hana);
        try (EventStream stream = new EventStream(stage.forge.address(), stage.last(), "Authorization", bearer)) {
            stage.star(VAULT);
            assertThat(stream.untilToldOrEnded("starred")).contains("mira/vault");
            assertThat(stage.git.run(folder, "ls-remote", remote).exit()).isZero();

            long id = stage.forge.desk().tokens().of(hana.identity()).get(0).id();
            browser.post("/settings/tokens/" + id + "/revoke", Map.of());

            stage.star("/mira/open");
            stream.awaitEnd();
            assertThat(stream.untilToldOrEnded("")).doesNotContain("mira/open");
            assertThat(stage.forge
                            .browsing()
                            .get(VAULT, "Authorization", bearer)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(stage.git.run(folder, "ls-remote", remote).exit()).isNotZero();
        }
    }

    @Test
    void lowered_collaborator_writes_no_more() {
        User eli = stage.forge.user("eli");
        mira.post(VAULT + "/settings/people", Map.of("user", "eli", "level", "write"));
        Path work = stage.git.init(folder.resolve("elis"));
        stage.git.commit(work, "b.txt", "two\n");
        String remote = stage.remote("eli", VAULT);
        stage.git.ok(work, "push", "-q", remote, "HEAD:elis");
        mira.post(VAULT + "/settings/people", Map.of("user", "eli", "level", "read"));
        assertThat(stage.git.run(work, "push", "-q", remote, "HEAD:more").exit())
                .isNotZero();
        Browsing browser = stage.forge.browsing(eli);
        assertThat(browser.post(VAULT + "/b/elis/delete", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(stage.forge
                        .desk()
                        .repos()
                        .level(eli.identity(), stage.repo(VAULT).id()))
                .isEqualTo(Level.READ);
    }
}
