package starforge.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final int LENGTH = 100;
    private static final int KEPT = 96;

    @TempDir
    Path folder;

    private RealGit git;
    private TestForge forge;
    private Path bare;
    private final HandMadePack pack = new HandMadePack();

    @BeforeEach
    void start() {
        git = new RealGit(folder.resolve("home"));
        forge = new TestForge(folder.resolve("git"));
        forge.create(1, "zoo");
        bare = folder.resolve("git/1.git");
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void a_chain_of_fifty_thousand_deltas_is_taken() {
        int before = pack.offset();
        pack.add(Constants.OBJ_BLOB, text(0));
        for (int i = 1; i <= 50_000; i++) {
            int here = pack.offset();
            pack.delta(here - before, change(i));
            before = here;
        }
        assertTaken(commit(blob(text(50_000))));
        assertThat(git.ok(bare, "cat-file", "blob", "main:file")).isEqualTo(new String(text(50_000), US_ASCII));
    }

    @Test
    void deltas_may_come_before_what_they_name() {
        for (int i = 2_000; i > 0; i--) {
            pack.delta(blob(text(i - 1)), change(i));
        }
        pack.add(Constants.OBJ_BLOB, text(0));
        assertTaken(commit(blob(text(2_000))));
    }

    @Test
    void a_delta_against_what_is_there_brings_its_base_along() {
        pack.add(Constants.OBJ_BLOB, text(0));
        String first = commit(blob(text(0)));
        assertTaken(first);
        HandMadePack thin = new HandMadePack();
        thin.delta(blob(text(1)), change(2)).delta(blob(text(0)), change(1));
        String second = commit(thin, blob(text(2)), first);
        assertThat(push(second, first, thin.toBytes())).contains("ok refs/heads/main");
        sound();
        assertThat(git.ok(bare, "count-objects", "-v")).contains("packs: 2");
    }

    @Test
    void a_delta_against_nothing_is_refused() {
        pack.delta("12".repeat(20), change(1));
        assertRefused(commit(blob(text(1))), "Missing delta base " + "12".repeat(20));
    }

    @Test
    void an_object_that_says_it_has_five_gigabytes_costs_nothing() {
        pack.lie(Constants.OBJ_BLOB, 5L << 30, text(0));
        assertRefused(commit(blob(text(0))), "A file in this push is larger than 1 MB.");
    }

    @Test
    void a_delta_that_makes_five_gigabytes_of_nothing_is_refused() {
        int start = pack.offset();
        pack.add(Constants.OBJ_BLOB, text(0));
        byte[] bomb = {LENGTH, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x14, (byte) 0x90, LENGTH};
        pack.delta(pack.offset() - start, bomb);
        assertRefused(commit(blob(text(0))), "A file in this push is larger than 1 MB.");
    }

    @Test
    void what_is_longer_or_shorter_than_it_says_is_refused() {
        for (int size : new int[] {LENGTH - 1, LENGTH + 1}) {
            HandMadePack lying = new HandMadePack().lie(Constants.OBJ_BLOB, size, text(0));
            assertRefused(commit(lying, blob(text(0))), lying, "does not follow the format of Git");
        }
    }

    @Test
    void crooked_deltas_are_refused() {
        byte[] otherBase = {LENGTH - 1, 3, (byte) 0x90, 3};
        byte[] beyondBase = {LENGTH, 120, (byte) 0x90, 120};
        byte[] beyondResult = {LENGTH, 3, (byte) 0x90, 50};
        byte[] cutOff = {LENGTH, 3, 3, 'a'};
        byte[] negative = {LENGTH, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
        for (byte[] delta : new byte[][] {otherBase, beyondBase, beyondResult, cutOff, negative}) {
            HandMadePack crooked = new HandMadePack();
            crooked.add(Constants.OBJ_BLOB, text(0));
            crooked.delta(crooked.offset() - 12, delta);
            String words = delta == negative ? "larger than 1 MB" : "does not follow the format of Git";
            assertRefused(commit(crooked, blob(text(0))), crooked, words);
        }
    }

    @Test
    void a_delta_against_the_middle_of_something_is_refused() {
        pack.add(Constants.OBJ_BLOB, text(0));
        pack.delta(3, change(1));
        assertRefused(commit(blob(text(1))), "does not follow the format of Git");
    }

    @Test
    void what_comes_after_the_end_is_refused() {
        pack.add(Constants.OBJ_BLOB, text(0));
        String id = commit(blob(text(0)));
        byte[] whole = pack.toBytes();
        assertThat(push(id, Push.NONE, Arrays.copyOf(whole, whole.length + 1)))
                .contains("does not follow the format of Git");
        nothingHappened();
    }

    @Test
    void wherever_it_is_damaged_or_cut_off_nothing_is_taken() {
        for (int i = 0; i < 20; i++) {
            pack.add(Constants.OBJ_BLOB, text(i));
        }
        String id = commit(blob(text(0)));
        byte[] whole = pack.toBytes();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(push(id, Push.NONE, damaged)).contains("unpack error").doesNotContain(folder.toString());
            byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
            assertThat(push(id, Push.NONE, cut)).contains("unpack error").doesNotContain(folder.toString());
        }
        nothingHappened();
        assertThat(push(id, Push.NONE, whole)).contains("ok refs/heads/main");
        sound();
    }

    @Test
    void a_name_that_is_taken_stands_for_what_it_stood_for() throws IOException {
        pack.add(Constants.OBJ_BLOB, text(0));
        String first = commit(blob(text(0)));
        assertTaken(first);
        Consumer<byte[]> assertSame =
                again -> assertThat(push(first, first, again)).contains("unpack ok");
        assertSame.accept(pack.toBytes());
        forgeLoose(blob(text(1)), text(2));
        HandMadePack other = new HandMadePack();
        other.add(Constants.OBJ_BLOB, text(1));
        String second = commit(other, blob(text(1)), first);
        assertThat(push(second, first, other.toBytes())).contains("other contents under a name that is taken");
        assertThat(git.ok(bare, "rev-parse", "main")).isEqualTo(first);
    }

    /** Puts something into the repository under a name that is not its own, as nobody can who only pushes. */
    private void forgeLoose(String name, byte[] content) throws IOException {
        String real = git.okWith(bare, new String(content, US_ASCII), "hash-object", "-w", "--stdin");
        Path from = bare.resolve("objects/" + real.substring(0, 2) + "/" + real.substring(2));
        Path to = bare.resolve("objects/" + name.substring(0, 2) + "/" + name.substring(2));
        Files.createDirectories(to.getParent());
        Files.move(from, to);
    }

    @Test
    void what_is_built_on_what_is_there_must_be_whole_too() {
        pack.add(Constants.OBJ_BLOB, text(0));
        String first = commit(blob(text(0)));
        assertTaken(first);
        HandMadePack lacksFile = new HandMadePack();
        String second = commit(lacksFile, blob(text(9)), first);
        assertThat(push(second, first, lacksFile.toBytes())).contains("Missing blob " + blob(text(9)));
        HandMadePack lacksParent = new HandMadePack();
        String third = commit(lacksParent, blob(text(0)), "12".repeat(20));
        assertThat(push(third, first, lacksParent.toBytes())).contains("Missing commit " + "12".repeat(20));
        assertThat(git.ok(bare, "rev-parse", "main")).isEqualTo(first);
        HandMadePack old = new HandMadePack();
        String fourth = commit(old, blob(text(0)), first);
        assertThat(push(fourth, first, old.toBytes())).contains("ok refs/heads/main");
        sound();
    }

    @Test
    void a_tree_that_calls_a_file_a_folder_is_refused() {
        pack.add(Constants.OBJ_BLOB, text(0));
        assertThat(push(commit(pack, "40000 folder", blob(text(0)), ""), Push.NONE, pack.toBytes()))
                .contains(blob(text(0)) + " is not a tree");
        nothingHappened();
    }

    @Test
    void many_deltas_are_made_on_several_threads_and_one_bad_one_stops_them_all() {
        for (int i = 0; i < 1_000; i++) {
            int start = pack.offset();
            pack.add(Constants.OBJ_BLOB, text(2 * i));
            pack.delta(pack.offset() - start, i == 700 ? new byte[] {1, 2, 3} : change(2 * i + 1));
        }
        assertRefused(commit(blob(text(0))), "does not follow the format of Git");
    }

    private static byte[] text(int number) {
        return "%096d%04x".formatted(0, number & 0xffff).getBytes(US_ASCII);
    }

    private static byte[] change(int number) {
        return HandMadePack.keeping(LENGTH, KEPT, Arrays.copyOfRange(text(number), KEPT, LENGTH));
    }

    private static String blob(byte[] content) {
        return new HandMadePack().add(Constants.OBJ_BLOB, content);
    }

    private String commit(String blob) {
        return commit(pack, blob);
    }

    private static String commit(HandMadePack pack, String blob) {
        return commit(pack, "100644 file", blob, "");
    }

    private static String commit(HandMadePack pack, String blob, String parent) {
        return commit(pack, "100644 file", blob, "parent " + parent + "\n");
    }

    private static String commit(HandMadePack pack, String entry, String id, String parents) {
        byte[] name = (entry + "\0").getBytes(US_ASCII);
        byte[] tree = ByteBuffer.allocate(name.length + 20)
                .put(name)
                .put(HexFormat.of().parseHex(id))
                .array();
        String text = "tree " + pack.add(Constants.OBJ_TREE, tree) + "\n" + parents
                + "author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nx\n";
        return pack.add(Constants.OBJ_COMMIT, text.getBytes(US_ASCII));
    }

    private void assertTaken(String id) {
        assertThat(push(id, Push.NONE, pack.toBytes())).contains("ok refs/heads/main");
        sound();
    }

    private void assertRefused(String id, String words) {
        assertRefused(id, pack, words);
    }

    private void assertRefused(String id, HandMadePack made, String words) {
        assertThat(push(id, Push.NONE, made.toBytes())).contains("unpack error", words);
        nothingHappened();
    }

    private void nothingHappened() {
        assertThat(git.ok(bare, "for-each-ref")).isEmpty();
        assertThat(git.ok(bare, "count-objects", "-v")).contains("in-pack: 0").contains("count: 0");
        assertThat(bare.toFile().list((dir, name) -> name.startsWith("incoming-")))
                .isEmpty();
    }

    private void sound() {
        RealGit.Result result = git.run(bare, "fsck", "--strict", "--full", "--no-dangling");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    private String push(String id, String old, byte[] made) {
        return forge.push("zoo", old, id, made);
    }
}
