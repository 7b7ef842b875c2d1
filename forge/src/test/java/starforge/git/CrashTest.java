package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own that dies in the middle of a push, without a chance to clean up. */
class CrashTest {
    @TempDir
    Path folder;

    private RealGit git;
    private Process server;
    private Path bare;
    private Path work;
    private String id;

    /** The server; it dies on the first push after its refs have moved. */
    public static final class Mortal {
        public static void main(String[] arguments) {
            TestForge forge = new TestForge(Path.of(arguments[0]), TestForge.SMALL, push -> Runtime.getRuntime()
                    .halt(137));
            forge.register(1, "zoo", false);
            System.out.println(forge.port());
        }
    }

    @BeforeEach
    void start() throws IOException {
        git = new RealGit(folder.resolve("home"));
        work = git.init(folder.resolve("work"));
        id = git.commit(work, "ape", "one");
        bare = folder.resolve("git/1.git");
        try (Repositories repositories = new Repositories(folder.resolve("git"))) {
            repositories.create(1, "main");
        }
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Mortal.class.getName(),
                        folder.resolve("git").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    @Test
    void refs_that_have_moved_stay_and_all_is_sound() throws Exception {
        RealGit.Result result = git.run(work, "push", "http://ada:secret@127.0.0.1:" + port() + "/zoo.git", "main");
        assertThat(result.exit()).isNotZero();
        assertThat(server.waitFor()).isEqualTo(137);
        assertThat(git.ok(bare, "rev-parse", "main")).isEqualTo(id);
        assertThat(git.run(bare, "fsck", "--strict", "--full").exit()).isZero();
        pushesGoOn();
    }

    @Test
    void half_a_push_changes_nothing() throws Exception {
        int port = port();
        Thread client = new Thread(() -> RawHttp.to(port)
                .as("ada", "secret")
                .half(
                        "git-receive-pack",
                        ("0074" + Push.NONE + " " + id + " refs/heads/main\0report-status0000PACK")
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .talk("POST", "/zoo.git/git-receive-pack"));
        client.start();
        while (bare.toFile().list((dir, name) -> name.startsWith("incoming-")).length == 0) {
            Thread.onSpinWait();
        }
        server.destroyForcibly().waitFor();
        client.join();
        assertThat(git.ok(bare, "for-each-ref")).isEmpty();
        pushesGoOn();
    }

    private int port() throws IOException {
        try (BufferedReader out = server.inputReader()) {
            return Integer.parseInt(out.readLine());
        }
    }

    private void pushesGoOn() {
        try (TestForge again = new TestForge(folder.resolve("git"))) {
            again.register(1, "zoo", false);
            String next = git.commit(work, "ape", "two");
            git.ok(work, "push", "-q", again.urlAs("ada", "/zoo.git"), "main");
            assertThat(git.ok(bare, "rev-parse", "main")).isEqualTo(next);
            assertThat(git.run(bare, "fsck", "--strict", "--full").exit()).isZero();
        }
    }
}
