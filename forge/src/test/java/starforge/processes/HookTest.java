package starforge.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.flags.Flag;
import starforge.flags.Flag.Status;
import starforge.git.RealGit;
import starforge.live.Watching;
import starforge.repos.Repo;
import starforge.users.User;

/** A push is built by the worker of {@code examples/celery-ci}, as it stands, and its flag shows it. */
class HookTest {
    private static final String UID = "hook-1";

    @TempDir
    private static Path folder;

    private static RunningForge forge;
    private static Repo lantern;
    private static Browsing mira;
    private static RealGit git;
    private static Path work;
    private static Python worker;

    @BeforeAll
    static void a_forge_with_a_hook_and_a_worker() throws Exception {
        Cluster cluster = Cluster.shared();
        forge = RunningForge.with(folder.resolve("data"), Map.of("amqp", cluster.rabbit.address()));
        User user = forge.user("mira");
        lantern = forge.privateRepo(user, "lantern");
        mira = forge.browsing(user);
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
        work = git.init(folder.resolve("work"));
        worker = new Python("ci", cluster.rabbit.address(), "rpc://");
        worker.start();
    }

    @AfterAll
    static void end() {
        worker.close();
        forge.close();
    }

    private static String pushed(String script) {
        git.commit(work, "build.sh", script);
        String remote = forge.address().replace("://", "://mira:correct%20horse@") + "/mira/lantern.git";
        assertThat(git.run(work, "push", "-q", remote, "HEAD:refs/heads/main").exit())
                .isZero();
        return git.ok(work, "rev-parse", "HEAD").strip();
    }

    private static Flag flag(String commit) {
        return forge.flags().find(lantern.id(), commit, UID).orElseThrow();
    }

    private static Flag ended(String commit) {
        soon(() -> flag(commit).status() != Status.PENDING);
        return flag(commit);
    }

    private static void soon(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> "90 seconds were not enough: " + worker.said())
                    .isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void what_is_pushed_is_built_and_the_flag_and_its_lines_follow() {
        String settings = "/mira/lantern/settings/hooks";
        assertThat(mira.get(settings).body()).contains("Nothing is built after a push");
        for (String task : List.of("rm -rf", "celery.map", "others.add")) {
            assertThat(mira.post(settings, Map.of("task", task, "pattern", "*")).statusCode())
                    .isEqualTo(422);
        }
        assertThat(mira.post(settings, Map.of("task", "ci.build", "pattern", "mai*"))
                        .statusCode())
                .isEqualTo(303);

        Path goOn = folder.resolve("go-on");
        String fine = pushed("echo begun; while [ ! -e " + goOn + " ]; do sleep 0.1; done; echo over\n");
        String page = "/mira/lantern/flags/" + fine + "/" + UID;
        try (Watching watching = Watching.page(forge.address(), mira, page)) {
            soon(() -> mira.get(page).body().contains("begun"));
            assertThat(flag(fine).status()).isEqualTo(Status.PENDING);
            touch(goOn);
            assertThat(watching.next("\"kind\":\"flagged\"")).contains(fine);
        }
        assertThat(ended(fine).status()).isEqualTo(Status.SUCCESS);
        assertThat(mira.get(page).body()).contains("$ sh build.sh", "begun", "over", "sh build.sh passed");
        assertThat(mira.get("/mira/lantern").body()).contains("title=\"ci.build: passed\"");

        String bad = pushed("echo no good; exit 3\n");
        assertThat(ended(bad).status()).isEqualTo(Status.FAILURE);
        assertThat(flag(bad).comment()).isEqualTo("sh build.sh ended with 3");
        assertThat(forge.database().<Long>read(handle -> handle.createQuery(
                                "select count(*) from tokens where repo_id is not null")
                        .mapTo(Long.class)
                        .one()))
                .as("tokens that outlive their build")
                .isZero();
        assertThat(forge.browsing().get(page).statusCode()).isEqualTo(404);
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
