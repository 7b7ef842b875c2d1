package starforge.forks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.access.Level;
import starforge.git.RealGit;
import starforge.repos.Repo;
import starforge.users.User;

/** A fork and its parent go apart and come together again. */
class SyncTest {
    @TempDir
    private static Path folder;

    private static RunningForge forge;
    private static RealGit git;
    private static User mira;
    private static User ravi;
    private static Browsing asRavi;

    @BeforeAll
    static void two_people() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
        mira = forge.user("mira");
        ravi = forge.user("ravi");
        asRavi = forge.browsing(ravi);
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    private static String address(String user, String path) {
        return forge.address().replace("://", "://" + user + ":correct%20horse@") + path + ".git";
    }

    /** Makes {@code mira/<name>} with one commit, and gives the working copy. */
    private static Path pushed(String name) {
        forge.repo(mira, name);
        return begun(name);
    }

    private static Path begun(String name) {
        Path work = git.init(folder.resolve(name));
        git.ok(work, "remote", "add", "origin", address("mira", "/mira/" + name));
        more(work, "first.txt");
        return work;
    }

    private static void more(Path work, String file) {
        git.commit(work, file, "text of " + file);
        git.ok(work, "push", "-q", "origin", "HEAD:main");
    }

    private static String fork(String name) {
        String path = "/fork/ravi/mira/" + name;
        asRavi.get("/mira/" + name);
        assertThat(asRavi.post("/do_fork/mira/" + name, Map.of()).statusCode()).isEqualTo(303);
        return path;
    }

    private static HttpResponse<String> sync(String fork) {
        asRavi.get("/settings");
        return asRavi.post(fork + "/forks/sync", Map.of());
    }

    @Test
    void a_fork_says_how_far_behind_it_is_and_one_click_brings_all() {
        Path work = pushed("lantern");
        String fork = fork("lantern");
        assertThat(asRavi.get(fork).body()).contains("Even with");
        more(work, "second.txt");
        more(work, "third.txt");

        assertThat(forge.browsing().get(fork).body())
                .contains("2 commits behind")
                .doesNotContain("forks/sync");
        assertThat(asRavi.get(fork).body()).contains("2 commits behind").contains(fork + "/forks/sync");
        assertThat(sync(fork).statusCode()).isEqualTo(303);

        assertThat(asRavi.get(fork).body()).contains("Even with").contains("third.txt");
        Path clone = folder.resolve("clone");
        git.ok(folder, "clone", "-q", forge.address() + fork + ".git", clone.toString());
        assertThat(git.ok(clone, "rev-parse", "HEAD")).isEqualTo(git.ok(work, "rev-parse", "HEAD"));
        git.ok(clone, "fsck", "--strict");
        assertThat(forge.browsing().get("/-/events?after=0").body())
                .contains("\"actor\":\"ravi\",\"repo\":\"fork/ravi/mira/lantern\"")
                .contains("\"commits\":2");
    }

    @Test
    void a_synced_fork_is_whole_when_its_parent_is_gone() {
        Path work = pushed("comet");
        String fork = fork("comet");
        more(work, "second.txt");
        sync(fork);

        forge.desk()
                .repos()
                .delete(
                        mira.identity(),
                        forge.desk()
                                .repos()
                                .require(mira.identity(), starforge.access.RepoName.of("mira", "comet"), Level.ADMIN));

        git.ok(folder, "clone", "-q", forge.address() + fork + ".git", "orphan");
        git.ok(folder.resolve("orphan"), "fsck", "--strict");
        assertThat(sync(fork).statusCode()).isEqualTo(409);
    }

    @Test
    void a_fork_with_commits_of_its_own_is_left_as_it_is() {
        Path work = pushed("loom");
        String fork = fork("loom");
        Path own = folder.resolve("own");
        git.ok(folder, "clone", "-q", address("ravi", fork), own.toString());
        more(own, "mine.txt");
        assertThat(asRavi.get(fork).body()).contains("1 commit ahead");
        assertThat(sync(fork).statusCode()).isEqualTo(303);
        more(work, "theirs.txt");

        assertThat(asRavi.get(fork).body())
                .contains("1 commit ahead of and 1 commit behind")
                .doesNotContain("forks/sync");
        assertThat(sync(fork).statusCode()).isEqualTo(409);
        assertThat(git.ok(own, "ls-remote", "origin", "refs/heads/main")).startsWith(git.ok(own, "rev-parse", "HEAD"));
    }

    @Test
    void an_empty_fork_gets_what_its_parent_got_later() {
        forge.repo(mira, "seed");
        String fork = fork("seed");
        begun("seed");

        assertThat(asRavi.get(fork).body()).contains("1 commit behind");
        assertThat(sync(fork).statusCode()).isEqualTo(303);

        assertThat(asRavi.get(fork).body()).contains("Even with").contains("first.txt");
    }

    @Test
    void who_lost_the_parent_learns_nothing_from_the_fork() {
        Repo secret = forge.privateRepo(mira, "secret");
        var entry = new starforge.access.Gate.Entry(secret.id(), secret.name(), true, Level.ADMIN);
        forge.collaborators().let(mira.identity(), entry, ravi, Level.READ);
        String fork = fork("secret");
        begun("secret");
        assertThat(asRavi.get(fork).body()).contains("1 commit behind");

        forge.collaborators().let(mira.identity(), entry, ravi, Level.NONE);

        assertThat(asRavi.get(fork).statusCode()).isEqualTo(404);
        assertThat(sync(fork).statusCode()).isEqualTo(404);
        assertThat(git.run(folder, "ls-remote", address("ravi", fork)).exit()).isNotZero();
    }

    @Test
    void what_is_no_fork_has_nothing_to_take_over() {
        forge.repo(ravi, "alone");

        assertThat(sync("/ravi/alone").statusCode()).isEqualTo(409);
        assertThat(forge.browsing().post("/ravi/alone/forks/sync", Map.of()).statusCode())
                .isIn(302, 303);
    }
}
