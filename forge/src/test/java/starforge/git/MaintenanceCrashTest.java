package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while it tidies a repository and takes pushes to it: whatever was said to be done is there. */
class MaintenanceCrashTest {
    @TempDir
    Path folder;

    private RealGit git;
    private Path bare;
    private Path work;
    private Process server;

    /** A server that never stops tidying. */
    public static final class Busy {
        public static void main(String[] arguments) {
            TestForge forge = new TestForge(Path.of(arguments[0]));
            forge.register(1, "zoo", false);
            System.out.println(forge.port());
            while (true) {
                forge.repositories.tidy(1);
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        git = new RealGit(folder.resolve("home"));
        work = git.init(folder.resolve("work"));
        bare = folder.resolve("git/1.git");
        try (Repositories repositories = new Repositories(folder.resolve("git"))) {
            repositories.create(1, "main");
        }
        serve();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    private void serve() throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Busy.class.getName(),
                        folder.resolve("git").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void killed_at_each_stage_of_tidying_it_loses_nothing_that_was_acknowledged() throws Exception {
        String[] stages = {"objects/pack/.tmp", "packed-refs.lock", "objects/pack/gc_", "objects/info/.tmp", "gc.pid"};
        for (int round = 0; round < stages.length; round++) {
            if (round > 0) {
                serve();
            }
            String address =
                    "http://ada:secret@127.0.0.1:" + server.inputReader().readLine() + "/zoo.git";
            String acknowledged = pushes(address, round);
            AtomicInteger exit = new AtomicInteger(-1);
            String next = git.commit(work, "count", "last of " + round);
            Thread pusher = new Thread(
                    () -> exit.set(git.run(work, "push", "-q", address, "main").exit()));
            pusher.start();
            killAt(stages[round], pusher);
            pusher.join();
            String head = git.ok(bare, "rev-parse", "main");
            assertThat(head).isIn(exit.get() == 0 ? new String[] {next} : new String[] {next, acknowledged});
            sound();
        }
        for (int i = 0; i < 20; i++) {
            try (Repositories repositories = new Repositories(folder.resolve("git"))) {
                repositories.tidy(1);
            }
        }
        sound();
        assertThat(Files.exists(bare.resolve("objects/info/commit-graph"))).isTrue();
    }

    private String pushes(String address, int round) {
        String id = "";
        for (int i = 0; i < 4; i++) {
            id = git.commit(work, "count", round + " " + i);
            git.ok(work, "tag", "v" + round + "." + i);
            git.ok(work, "push", "-q", address, "main", "--tags");
        }
        return id;
    }

    /** Kills it when a file of that beginning is there, or the push is over. */
    private void killAt(String stage, Thread pusher) throws InterruptedException {
        BooleanSupplier isThere = () -> {
            int slash = stage.lastIndexOf('/') + 1;
            String start = stage.substring(slash);
            String[] found =
                    bare.resolve(stage.substring(0, slash)).toFile().list((dir, name) -> name.startsWith(start));
            return found != null && found.length > 0;
        };
        while (pusher.isAlive() && !isThere.getAsBoolean()) {
            Thread.onSpinWait();
        }
        server.destroyForcibly().waitFor();
    }

    private void sound() {
        RealGit.Result result = git.run(bare, "fsck", "--strict", "--full");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        git.ok(bare, "for-each-ref", "--format=%(objectname)")
                .lines()
                .forEach(id -> git.ok(bare, "cat-file", "-e", id));
    }
}
