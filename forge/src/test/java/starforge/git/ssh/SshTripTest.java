package starforge.git.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.repos.Repo;
import starforge.users.User;

/** Mira has a key and a repository; everything goes through the real git, ssh and pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SshTripTest {
    private Path folder;
    private RunningForge forge;
    private User mira;
    private Guest guest;
    private Browsing browser;

    @BeforeAll
    void start(@TempDir Path folder) {
        this.folder = folder;
        forge = RunningForge.withSsh(folder.resolve("data"));
        mira = forge.user("mira");
        browser = forge.browsing(mira);
        guest = Guest.at(folder.resolve("mira"), forge.sshPort());
        addKey(browser, "/settings/keys", guest);
    }

    @AfterAll
    void stop() {
        forge.close();
    }

    private static void addKey(Browsing browser, String page, Guest guest, String... more) {
        browser.get(page);
        assertThat(browser.post(
                                page,
                                more.length == 0
                                        ? Map.of("title", "key", "ssh_key", guest.publicKey())
                                        : Map.of("title", "key", "ssh_key", guest.publicKey(), more[0], more[1]))
                        .statusCode())
                .isEqualTo(303);
    }

    private void removeNewestKey() {
        Matcher remove = Pattern.compile("action=\"(/settings/keys/[0-9]+/remove)\"")
                .matcher(browser.get("/settings/keys").body());
        String newest = remove.results()
                .map(found -> found.group(1))
                .max(String::compareTo)
                .orElseThrow();
        assertThat(browser.post(newest, Map.of()).statusCode()).isEqualTo(303);
    }

    private String url(String path) {
        return "ssh://git@127.0.0.1:" + forge.sshPort() + path;
    }

    private Path pushed(Repo repo) {
        Path work = guest.git().init(folder.resolve("work-" + repo.id()));
        guest.git().commit(work, "a.txt", "one\n");
        guest.git().ok(work, "push", "-q", url("/" + repo.name() + ".git"), "HEAD:refs/heads/main");
        return work;
    }

    @Test
    void what_is_pushed_can_be_cloned_in_every_form_of_address() {
        Repo repo = forge.repo(mira, "lantern");
        String tip = guest.git().ok(pushed(repo), "rev-parse", "HEAD");
        List<String> forms = List.of(url("/mira/lantern.git"), url("/mira/lantern"), "git@127.0.0.1:mira/lantern.git");
        for (int i = 0; i < forms.size(); i++) {
            Path clone = folder.resolve("clone-" + i);
            guest.git().ok(folder, "clone", "-q", forms.get(i), clone.toString());
            assertThat(guest.git().ok(clone, "rev-parse", "HEAD")).isEqualTo(tip);
        }
        assertThat(browser.get("/mira/lantern").body())
                .contains("ssh://git@127.0.0.1:" + forge.sshPort() + "/mira/lantern.git");
    }

    @Test
    void both_protocols_and_partial_and_shallow_clones_work() {
        Repo repo = forge.repo(mira, "depths");
        Path work = pushed(repo);
        IntStream.range(0, 5).forEach(i -> guest.git().commit(work, "a.txt", "line " + i));
        guest.git().ok(work, "push", "-q", url("/mira/depths"), "HEAD:main");
        for (String version : List.of("0", "1", "2")) {
            Path clone = folder.resolve("version-" + version);
            guest.git()
                    .ok(
                            folder,
                            "-c",
                            "protocol.version=" + version,
                            "clone",
                            "-q",
                            "--depth=2",
                            url("/mira/depths"),
                            clone.toString());
            assertThat(guest.git().ok(clone, "rev-list", "--count", "HEAD")).isEqualTo("2");
            guest.git().ok(clone, "-c", "protocol.version=" + version, "fetch", "-q", "--unshallow");
            assertThat(guest.git().ok(clone, "rev-list", "--count", "HEAD")).isEqualTo("6");
        }
        Path partial = folder.resolve("partial");
        guest.git()
                .ok(folder, "clone", "-q", "--depth=1", "--filter=blob:none", url("/mira/depths"), partial.toString());
        guest.git().ok(partial, "fetch", "-q", "--deepen=2");
        assertThat(guest.git().ok(partial, "rev-list", "--count", "HEAD")).isEqualTo("3");
    }

    @Test
    void fork_is_reached_under_both_of_its_names() {
        forge.repo(mira, "original");
        User tobi = forge.user("tobi");
        Guest other = Guest.at(folder.resolve("tobi"), forge.sshPort());
        Browsing his = forge.browsing(tobi);
        addKey(his, "/settings/keys", other);
        his.get("/mira/original");
        his.post("/do_fork/mira/original", Map.of());
        Path work = other.git().init(folder.resolve("forked"));
        other.git().commit(work, "b.txt", "two\n");
        other.git().ok(work, "push", "-q", url("/forks/tobi/mira/original.git"), "HEAD:main");
        assertThat(other.git().ok(work, "ls-remote", url("/fork/tobi/mira/original")))
                .contains("refs/heads/main");
        RealGit.Result refused = other.git().run(work, "push", url("/mira/original"), "HEAD:main");
        assertThat(refused.exit()).isNotZero();
    }

    @Test
    void what_one_may_not_see_is_told_like_what_is_not_there() {
        User kai = forge.user("kai");
        forge.privateRepo(kai, "secret");
        List<String> answers =
                List.of("/kai/secret.git", "/kai/nothing.git", "/../etc/passwd", "/~kai/secret", "/--help").stream()
                        .map(path -> guest.git().run(folder, "ls-remote", url(path)))
                        .peek(result -> assertThat(result.exit()).isEqualTo(128))
                        .map(result -> result.err().lines().findFirst().orElse(""))
                        .distinct()
                        .toList();
        assertThat(answers).containsExactly("There is no such repository, or your key does not open it.");
    }

    @Test
    void deploy_key_opens_its_repository_alone_and_pushes_only_when_it_may() {
        Repo repo = forge.privateRepo(mira, "site");
        forge.repo(mira, "open");
        Path work = pushed(repo);
        Guest reader = Guest.at(folder.resolve("reader"), forge.sshPort());
        Guest writer = Guest.at(folder.resolve("writer"), forge.sshPort(), "-t", "ecdsa");
        addKey(browser, "/mira/site/settings/keys", reader);
        addKey(browser, "/mira/site/settings/keys", writer, "pushaccess", "on");
        assertThat(reader.git().ok(work, "ls-remote", url("/mira/site"))).contains("refs/heads/main");
        assertThat(reader.git().run(work, "push", url("/mira/site"), "HEAD:x").exit())
                .isNotZero();
        writer.git().ok(work, "push", "-q", url("/mira/site"), "HEAD:y");
        assertThat(writer.git().run(work, "ls-remote", url("/mira/open")).err())
                .contains("There is no such repository");
        assertThat(writer.ssh("git@127.0.0.1").err()).startsWith("Hello! This deploy key works.");
    }

    @Test
    void key_that_nobody_registered_is_refused_whatever_the_user_is_called() {
        Guest stranger = Guest.at(folder.resolve("stranger"), forge.sshPort());
        assertThat(stranger.ssh("git@127.0.0.1").err()).contains("Permission denied (publickey)");
        assertThat(guest.ssh("mira@127.0.0.1").err()).contains("Permission denied (publickey)");
        assertThat(guest.ssh("root@127.0.0.1").exit()).isEqualTo(255);
    }

    @Test
    void key_that_is_taken_away_opens_nothing_over_a_connection_that_is_still_open() throws Exception {
        Guest phone = Guest.at(folder.resolve("phone"), forge.sshPort(), "-t", "rsa", "-b", "2048");
        addKey(browser, "/settings/keys", phone);
        String socket = "ControlPath=" + phone.home().resolve("socket");
        Process master = phone.begin("-M", "-N", "-o", socket, "git@127.0.0.1");
        try {
            Waiting.until(() ->
                    phone.ssh("-o", socket, "-O", "check", "git@127.0.0.1").exit() == 0);
            assertThat(phone.ssh("-o", socket, "git@127.0.0.1").err()).startsWith("Hello mira!");
            removeNewestKey();
            assertThat(phone.ssh("-o", socket, "git@127.0.0.1").err()).contains("not registered any more");
        } finally {
            master.destroy();
        }
        assertThat(phone.ssh("git@127.0.0.1").err()).contains("Permission denied");
    }
}
