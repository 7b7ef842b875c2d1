package starforge.trips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.users.User;

/** What was acknowledged is there after a kill -9, and nothing half done is. */
class KillTest {
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

    @TempDir
    private Path folder;

    private Path data;

    /** She is an administrator, who is told of all events: those of jobs that begin by themselves have places in the log, too. */
    @BeforeEach
    void an_account_and_some_repositories() {
        data = folder.resolve("data");
        try (RunningForge forge = RunningForge.on(data)) {
            User mira = forge.admin("mira");
            for (int i = 0; i < 40; i++) {
                forge.repo(mira, "r" + i);
            }
        }
    }

    @Test
    void every_acknowledged_star_survives_a_kill() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        try (ServedForge forge = ServedForge.on(data)) {
            Browsing browser = Browsing.at(forge.address()).signIn("mira", RunningForge.PASSWORD);
            CountDownLatch half = new CountDownLatch(20);
            Thread killer = new Thread(() -> {
                await(half);
                forge.kill();
            });
            killer.start();
            for (int i = 0; i < 40 && starred(browser, "mira/r" + i); i++) {
                acknowledged.add("mira/r" + i);
                half.countDown();
            }
            killer.join();
        }

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(20);
        try (ServedForge forge = ServedForge.on(data)) {
            Browsing browser = Browsing.at(forge.address()).signIn("mira", RunningForge.PASSWORD);
            for (String repo : acknowledged) {
                assertThat(browser.get("/" + repo + "/stargazers/").body()).contains("/user/mira");
            }
            assertThat(placesInLog(browser)).isEqualTo(withoutGap(browser));
        }
    }

    private static boolean starred(Browsing browser, String repo) {
        try {
            return browser.postForJson("/" + repo + "/star/1", Map.of()).statusCode() == 200;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Long> placesInLog(Browsing browser) {
        return SEQ.matcher(browser.get("/-/events?after=0").body())
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }

    private static List<Long> withoutGap(Browsing browser) {
        return LongStream.rangeClosed(1, placesInLog(browser).size()).boxed().toList();
    }

    @Test
    void every_acknowledged_push_survives_a_kill() throws Exception {
        RealGit git = new RealGit(Files.createDirectories(folder.resolve("home")));
        Path work = git.init(folder.resolve("work"));
        List<String> acknowledged = new ArrayList<>();
        try (ServedForge forge = ServedForge.on(data)) {
            String remote = forge.addressOf("mira", "correct%20horse") + "/mira/r0.git";
            CountDownLatch some = new CountDownLatch(5);
            Thread killer = new Thread(() -> {
                await(some);
                forge.kill();
            });
            killer.start();
            for (int i = 0; i < 60; i++) {
                String id = git.commit(work, "file.txt", "line " + i);
                if (git.run(work, "push", "-q", remote, "HEAD:refs/heads/main").exit() != 0) {
                    break;
                }
                acknowledged.add(id);
                some.countDown();
            }
            killer.join();
        }

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(5);
        String last = acknowledged.get(acknowledged.size() - 1);
        Path bare = data.resolve("git/1.git");
        assertThat(git.run(bare, "fsck", "--strict").exit()).isZero();
        assertThat(git.run(bare, "merge-base", "--is-ancestor", last, "refs/heads/main")
                        .exit())
                .isZero();
        try (ServedForge forge = ServedForge.on(data)) {
            Browsing browser = Browsing.at(forge.address()).signIn("mira", RunningForge.PASSWORD);
            String log = browser.get("/-/events?after=0").body();
            assertThat(acknowledged).allSatisfy(id -> assertThat(log).contains(id));
            assertThat(placesInLog(browser)).isEqualTo(withoutGap(browser));
            git.commit(work, "file.txt", "after the kill");
            String remote = forge.addressOf("mira", "correct%20horse") + "/mira/r0.git";
            assertThat(git.run(work, "push", "-q", remote, "HEAD:refs/heads/main")
                            .exit())
                    .isZero();
        }
    }
}
