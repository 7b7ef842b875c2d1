package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small pushes that lean on what is there. */
class ConnectivityTest {
    @TempDir
    Path folder;

    private RealGit git;
    private TestForge forge;
    private Path bare;
    private Path work;

    @BeforeEach
    void start() {
        git = new RealGit(folder.resolve("home"));
        forge = new TestForge(folder.resolve("git"));
        forge.create(1, "zoo");
        bare = folder.resolve("git/1.git");
        work = git.init(folder.resolve("work"));
        git.ok(work, "remote", "add", "origin", forge.urlAs("ada", "/zoo.git"));
        git.commit(work, "birds/owl", "An owl.\n");
        git.commit(work, "fish/pike", "A pike.\n");
        git.commit(work, "fish/deep/eel", "An eel.\n");
        git.ok(work, "push", "-q", "origin", "main");
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void files_that_move_or_come_back_need_not_be_sent_again() {
        git.ok(work, "mv", "birds/owl", "birds/barn-owl");
        pushed("Rename it");
        git.ok(work, "mv", "birds/barn-owl", "fish/deep/owl");
        pushed("Move it to another folder");
        git.ok(work, "rm", "-q", "-r", "fish");
        pushed("Drop the fish");
        git.ok(work, "checkout", "HEAD~1", "--", "fish");
        pushed("Bring them back");
        git.ok(work, "mv", "fish", "water");
        pushed("Rename a folder");
    }

    @Test
    void branches_and_their_merges_are_whole() {
        git.ok(work, "checkout", "-q", "-b", "side", "HEAD~1");
        git.commit(work, "birds/wren", "A wren.\n");
        git.ok(work, "push", "-q", "origin", "side");
        git.commit(work, "birds/jay", "A jay.\n");
        git.ok(work, "checkout", "-q", "main");
        git.commit(work, "fish/deep/cod", "A cod.\n");
        git.ok(work, "merge", "-q", "-m", "Merge", "side");
        git.ok(work, "tag", "-a", "v1", "-m", "One");
        git.ok(work, "push", "-q", "origin", "main", "v1");
        sound();
    }

    @Test
    void damage_elsewhere_holds_up_no_push() throws IOException {
        unpack();
        String birds = git.ok(bare, "rev-parse", "main:birds");
        Files.delete(bare.resolve("objects/" + birds.substring(0, 2) + "/" + birds.substring(2)));
        git.commit(work, "fish/deep/cod", "A cod.\n");
        git.ok(work, "push", "-q", "origin", "main");
        git.commit(work, "birds/jay", "A jay.\n");
        assertThat(git.run(work, "push", "-q", "origin", "main").exit())
                .as("Whoever needs what is missing is told")
                .isNotZero();
    }

    @Test
    void what_lies_there_and_lacks_something_is_not_relied_upon() throws IOException {
        String lacking = "100644 blob " + "12".repeat(20) + "\tghost\n";
        for (Path each : List.of(bare, work)) {
            git.okWith(each, lacking, "mktree", "--missing");
        }
        String folder = git.okWith(work, lacking, "mktree", "--missing");
        String root = git.okWith(work, git.ok(work, "ls-tree", "HEAD") + "\n040000 tree " + folder + "\tx\n", "mktree");
        String commit = git.ok(work, "commit-tree", root, "-p", "HEAD", "-m", "Lean on it");
        String main = git.ok(work, "rev-parse", "HEAD");
        assertThat(forge.push("zoo", main, commit, pack(commit, root)))
                .contains("unpack error Missing blob " + "12".repeat(20));
        assertThat(git.ok(bare, "rev-parse", "main")).isEqualTo(main);
    }

    @Test
    void what_deltas_are_made_against_is_not_relied_upon_either() throws IOException {
        String lacking = "100644 blob " + "12".repeat(20) + "\tghost\n";
        forge.create(2, "alone");
        String lamed = git.okWith(folder.resolve("git/2.git"), lacking, "mktree", "--missing");
        HandMadePack pack = new HandMadePack();
        String file = pack.add(Constants.OBJ_BLOB, new byte[0]);
        pack.delta(lamed, HandMadePack.keeping(33, "100644 ".length(), entry("file", file)));
        String commit = pack.add(Constants.OBJ_COMMIT, Constants.encode("""
                tree %s
                author Ada <ada@example.org> 1800000000 +0000
                committer Ada <ada@example.org> 1800000000 +0000

                Lean on it
                """.formatted(lamed)));
        assertThat(forge.push("alone", ObjectId.zeroId().name(), commit, pack.toBytes()))
                .contains("unpack error Missing blob " + "12".repeat(20));
    }

    private static byte[] entry(String name, String id) {
        byte[] start = Constants.encodeASCII(name + "\0");
        return ByteBuffer.allocate(start.length + 20)
                .put(start)
                .put(HexFormat.of().parseHex(id))
                .array();
    }

    private void pushed(String message) {
        git.ok(work, "commit", "-q", "-a", "-m", message);
        git.ok(work, "push", "-q", "origin", "main");
        sound();
    }

    private void sound() {
        RealGit.Result result = git.run(bare, "fsck", "--strict", "--full", "--no-dangling");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    /** Lays each object in a file of its own. */
    private void unpack() throws IOException {
        try (Stream<Path> found = Files.list(bare.resolve("objects/pack"))) {
            for (Path file : found.toList()) {
                if (file.toString().endsWith(".pack")) {
                    byte[] pack = Files.readAllBytes(file);
                    Files.delete(file);
                    git.okWith(bare, pack, "unpack-objects", "-q");
                } else {
                    Files.delete(file);
                }
            }
        }
    }

    private byte[] pack(String... ids) throws IOException {
        String name =
                git.okWith(work, String.join("\n", ids) + "\n", "pack-objects", "-q", "" + folder.resolve("made"));
        return Files.readAllBytes(folder.resolve("made-" + name + ".pack"));
    }
}
