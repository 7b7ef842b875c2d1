package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.RepoName;

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
        List<Push> told = pushesGoOn();
        assertThat(told).hasSize(2);
        assertThat(told.get(0).who().name()).isEqualTo("ada");
        assertThat(told.get(0).repo()).hasToString("zoo");
        assertThat(told.get(0).changes())
                .containsExactly(new Push.Change(
                        "refs/heads/main",
                        Push.NONE,
                        id,
                        Push.Kind.CREATED,
                        1,
                        List.of(new Push.Head(id, "Write ape", "Ada Lovelace")),
                        List.of()));
        assertThat(told.get(1).changes().get(0).oldId()).isEqualTo(id);
        assertThat(bare.resolve("objects/pack").toFile().list((dir, name) -> name.endsWith(".keep")))
                .isEmpty();
        assertThat(bare.resolveSibling("unheard")).isEmptyDirectory();
    }

    @Test
    void what_was_noted_and_did_not_happen_is_not_told() throws Exception {
        Repositories repositories = new Repositories(folder.resolve("git"));
        ReceiveCommand never = new ReceiveCommand(ObjectId.zeroId(), ObjectId.fromString(id), "refs/heads/never");
        RepoName zoo = RepoName.of("", "zoo");
        Identity ada = new Identity(1, "ada", false, Level.ADMIN);
        Unheard.Note note = repositories.unheard().write(1, zoo, ada, List.of(never));
        Files.writeString(note.file().resolveSibling("half"), "1\nzo");
        assertThat(pushesGoOn()).hasSize(1);
        assertThat(bare.resolveSibling("unheard")).isEmptyDirectory();
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

    /** Gives what is told from a new start on. */
    private List<Push> pushesGoOn() {
        try (TestForge again = new TestForge(folder.resolve("git"))) {
            again.register(1, "zoo", false);
            String next = git.commit(work, "ape", "two");
            git.ok(work, "push", "-q", again.urlAs("ada", "/zoo.git"), "main");
            assertThat(git.ok(bare, "rev-parse", "main")).isEqualTo(next);
            assertThat(git.run(bare, "fsck", "--strict", "--full").exit()).isZero();
            return again.pushes;
        }
    }
}
