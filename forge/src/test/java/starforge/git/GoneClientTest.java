package starforge.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with one place, whose clients go in the middle; it would wait ten minutes for one that only falls silent. */
class GoneClientTest {
    private static final Limits ONE =
            new Limits(32 << 20, 64 << 20, 100_000, 1 << 16, 1 << 20, 1, Duration.ofMinutes(10));

    @TempDir
    Path folder;

    private RealGit git;
    private TestForge forge;
    private Path work;

    @BeforeEach
    void start() {
        git = new RealGit(folder.resolve("home"));
        forge = new TestForge(folder.resolve("git"), ONE, push -> {});
        forge.create(1, "zoo");
        work = git.init(folder.resolve("work"));
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void who_goes_in_the_middle_of_a_clone_leaves_the_place_to_the_next() throws IOException {
        byte[] noise = new byte[12 << 20];
        new Random(3).nextBytes(noise);
        Files.write(work.resolve("noise"), noise);
        git.ok(work, "add", "noise");
        git.ok(work, "commit", "-q", "-m", "Noise");
        git.ok(work, "push", "-q", forge.urlAs("ada", "/zoo.git"), "main");
        String id = git.ok(work, "rev-parse", "main");
        String clone = "0012command=fetch\n00010032want " + id + "\n0009done\n0000";
        RawHttp.to(forge.port())
                .header("Git-Protocol: version=2")
                .asking("git-upload-pack", clone.getBytes(US_ASCII))
                .leave("POST", "/zoo.git/git-upload-pack", 100_000);
        assertServesAgain();
    }

    @Test
    void who_goes_in_the_middle_of_a_push_leaves_the_place_and_nothing_else() {
        String id = git.commit(work, "ape", "one");
        String line = Push.NONE + " " + id + " refs/heads/main\0report-status";
        String half = "%04x%s0000PACK".formatted(line.length() + 4, line);
        RawHttp.to(forge.port())
                .as("ada", "secret")
                .half("git-receive-pack", half.getBytes(US_ASCII))
                .leave("POST", "/zoo.git/git-receive-pack", 0);
        assertServesAgain();
        Path bare = folder.resolve("git/1.git");
        assertThat(git.ok(bare, "for-each-ref")).isEmpty();
        assertThat(bare.toFile().list((dir, name) -> name.startsWith("incoming-")))
                .isEmpty();
        git.ok(work, "push", "-q", forge.urlAs("ada", "/zoo.git"), "main");
    }

    /** The server sees a little later than its client that a connection has ended. */
    private void assertServesAgain() {
        RawHttp next = RawHttp.to(forge.port()).asking("git-upload-pack", "0000".getBytes(US_ASCII));
        Instant deadline = Instant.now().plusSeconds(60);
        int status = next.post("/zoo.git/git-upload-pack").status();
        while (status == 503 && Instant.now().isBefore(deadline)) {
            status = next.post("/zoo.git/git-upload-pack").status();
        }
        assertThat(status).isEqualTo(200);
    }
}
