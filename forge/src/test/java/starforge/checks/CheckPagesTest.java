package starforge.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.live.Watching;
import starforge.users.User;

/** Somebody presses Check: everybody who looks sees what is found, and nobody else. */
class CheckPagesTest {
    private static final String FILE = "/mira/lantern/blob/main/f/a.json";

    @TempDir
    Path folder;

    private RunningForge forge;
    private RealGit git;
    private Path work;
    private Browsing mira;

    @BeforeEach
    void a_repository_with_a_broken_file() throws Exception {
        forge = RunningForge.on(folder.resolve("data"));
        User user = forge.user("mira");
        forge.user("hana");
        forge.repo(user, "lantern");
        forge.privateRepo(user, "vault");
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
        work = git.init(folder.resolve("work"));
        git.commit(work, "a.json", "{\"a\": 1,\n\"b\" }\n");
        push("lantern");
        push("vault");
        mira = forge.browsing().signIn("mira", RunningForge.PASSWORD);
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private void push(String repo) {
        String remote = forge.address().replace("://", "://mira:correct%20horse@") + "/mira/" + repo + ".git";
        assertThat(git.run(work, "push", "-q", remote, "HEAD:refs/heads/main").exit())
                .isZero();
    }

    private static void soon(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("20 seconds were not enough").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private String page(Browsing browser, String path) {
        return browser.get(path).body();
    }

    @Test
    void what_is_found_stands_at_its_line_and_others_are_told() {
        Browsing stranger = forge.browsing();
        assertThat(page(stranger, FILE))
                .contains("Nobody asked for a check yet.")
                .doesNotContain(">Check</button>");
        try (Watching other = Watching.page(forge.address(), stranger, FILE)) {
            assertThat(page(mira, FILE)).contains(">Check</button>");
            assertThat(mira.post(FILE, Map.of()).statusCode()).isEqualTo(303);
            assertThat(other.next("\"checked\"")).contains("\"result\":\"bad\"", "\"errors\":1");
        }
        assertThat(page(stranger, FILE))
                .contains("1 error, 0 warnings", "href=\"#L2\"", "Looked at by json")
                .doesNotContain("Nobody asked");
        assertThat(stranger.get(FILE + "?checks=1").body())
                .contains("\"checked\":true", "\"severity\":\"ERROR\"", "\"line\":2", "\"checkers\":[\"json\"]");
    }

    @Test
    void who_is_not_signed_in_asks_for_nothing_and_who_may_not_see_finds_nothing() {
        String hidden = FILE.replace("lantern", "vault");
        Browsing hana = forge.browsing().signIn("hana", RunningForge.PASSWORD);
        hana.get("/settings");
        assertThat(hana.post(hidden, Map.of()).statusCode()).isEqualTo(404);
        assertThat(hana.get(hidden + "?checks=1").statusCode()).isEqualTo(404);
        Browsing stranger = forge.browsing();
        stranger.get("/login");
        assertThat(stranger.post(FILE, Map.of()).statusCode()).isEqualTo(302);
    }

    @Test
    void the_same_contents_are_checked_once() {
        mira.get(FILE);
        mira.post(FILE, Map.of());
        soon(() -> page(mira, FILE).contains("1 error"));
        assertThat(page(mira, FILE.replace("lantern", "vault"))).contains("1 error");
    }

    @Test
    void the_quick_ones_are_heard_first_and_the_slow_ones_later() throws Exception {
        String file = "/mira/lantern/blob/main/f/a.py";
        git.commit(work, "a.py", "import os\nprint(os.sep)\n");
        push("lantern");
        mira.get(file);
        mira.post(file, Map.of());
        soon(() -> page(mira, file).contains("Looked at by python3 "));
        assumeThat(Files.isExecutable(Path.of("/usr/bin/pylint"))).isTrue();
        soon(() -> page(mira, file).contains("Looked at by pylint, python3 "));
    }

    @Test
    void what_a_commit_changed_is_checked_with_one_button() {
        String page = "/mira/lantern/c/" + git.ok(work, "rev-parse", "HEAD");
        assertThat(page(mira, page)).contains(">Check</button>");
        mira.post(page, Map.of());
        soon(() -> page(mira, page).contains("1 file, 1 error, 0 warnings"));
        assertThat(page(mira, page)).contains("/f/a.json");
    }

    @Test
    void a_comparison_is_checked_as_it_is_shown() throws Exception {
        git.commit(work, "b.json", "{}");
        push("lantern");
        String page = "/mira/lantern/c/" + git.ok(work, "rev-parse", "HEAD~1") + "..main";
        mira.get(page);
        mira.post(page, Map.of());
        soon(() -> page(mira, page).contains("1 file, 0 errors, 0 warnings"));
        assertThat(page(mira, page)).contains("Nothing was found");
    }

    @Test
    void a_push_is_checked_only_where_that_is_wished() throws Exception {
        git.commit(work, "a.json", "{}");
        push("lantern");
        String first = "/mira/lantern/c/" + git.ok(work, "rev-parse", "HEAD");
        assertThat(page(mira, "/mira/lantern/settings/checks")).contains("Nothing is checked until");
        mira.post("/mira/lantern/settings/checks", Map.of("on_push", "1"));
        git.commit(work, "b.json", "{");
        push("lantern");
        String second = "/mira/lantern/c/" + git.ok(work, "rev-parse", "HEAD");
        soon(() -> page(mira, second).contains("1 file, 1 error"));
        assertThat(page(mira, second)).contains("id=\"flagged\"", "1 file, 1 error, 0 warnings</bdi>");
        assertThat(page(mira, first)).contains("Nobody asked");
    }

    @Test
    void a_check_may_be_asked_for_over_the_socket() {
        try (Watching asker = Watching.page(forge.address(), mira, FILE)) {
            asker.say("{\"op\":\"ask\",\"id\":\"q\",\"what\":\"check\",\"args\":"
                    + "{\"repo\":\"mira/lantern\",\"ref\":\"main\",\"path\":\"a.json\"}}");
            asker.next("\"accepted\"");
            assertThat(asker.next("\"done\"")).contains("\"errors\":1");
            asker.say("{\"op\":\"ask\",\"id\":\"q\",\"what\":\"check\",\"args\":"
                    + "{\"repo\":\"mira/nothing\",\"ref\":\"main\",\"path\":\"a.json\"}}");
            assertThat(asker.next("\"refused\"")).contains("\"q\"");
        }
    }
}
