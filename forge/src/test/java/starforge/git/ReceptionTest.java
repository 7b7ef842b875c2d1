package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.RepoName;

class ReceptionTest {
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
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", ".GIT", ".Git ", "git~1", ".g\u200cit", "..", "."})
    void a_path_that_would_write_into_somebodys_git_folder_is_refused(String name) {
        String tree = tree("100644", name);
        assertRefused(commit(tree), "object " + tree + ": invalid name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[submodule \"../../x\"]\n\tpath = x\n\turl = u\n",
                "[submodule \"x\"]\n\tpath = x\n\turl = --upload-pack=y\n"
            })
    void a_hostile_gitmodules_is_refused(String text) {
        git.commit(work, ".gitmodules", text);
        assertRefused("main", "A .gitmodules file in this push is refused: ");
    }

    @Test
    void a_commit_without_an_author_is_refused() {
        String tree = git.okWith(work, "", "mktree");
        assertRefused(
                raw("commit", ("tree " + tree + "\n\nNobody wrote this\n").getBytes(StandardCharsets.UTF_8)), "author");
    }

    @Test
    void old_faults_of_form_are_let_through() {
        String tree = tree("0100644", "old");
        git.ok(work, "push", "-q", "origin", commit(tree) + ":refs/heads/main");
    }

    @Test
    void a_file_that_is_too_large_is_refused_in_words() throws IOException {
        noise("huge", 2 << 20);
        assertRefused("main", "A file in this push is larger than 1 MB.");
    }

    @Test
    void a_push_that_is_too_large_is_refused_in_words() throws IOException {
        for (int i = 0; i < 10; i++) {
            noise("part" + i, 900_000);
        }
        assertRefused("main", "This push is larger than 8 MB. Please push in several steps.");
    }

    @Test
    void a_push_in_chunks_arrives() throws IOException {
        noise("noise", 300_000);
        git.ok(work, "-c", "http.postBuffer=65536", "push", "-q", "origin", "main");
        assertThat(git.ok(bare, "rev-parse", "main")).isEqualTo(git.ok(work, "rev-parse", "main"));
    }

    @Test
    void too_long_a_list_of_refs_is_refused() {
        git.commit(work, "ape", "one");
        String refs = IntStream.range(0, 800)
                .mapToObj(i -> "create refs/tags/tag-number-" + i + " HEAD\n")
                .collect(Collectors.joining());
        git.okWith(work, refs, "update-ref", "--stdin");
        assertThat(git.run(work, "push", "--tags", "origin").exit()).isNotZero();
        assertNothingHappened();
    }

    @Test
    void a_pack_that_announces_billions_of_objects_costs_nothing() {
        byte[] header = {'P', 'A', 'C', 'K', 0, 0, 0, 2, -1, -1, -1, -1};
        assertThat(rawPush(header)).contains("unpack error This push has more than 100,000 objects.");
        assertNothingHappened();
    }

    @Test
    void a_pack_that_lacks_something_is_refused() throws IOException {
        String id = git.commit(work, "ape", "one");
        byte[] whole = pack(git.ok(work, "rev-list", "--objects", "--no-object-names", id));
        byte[] broken = whole.clone();
        broken[whole.length / 2] ^= 0x40;
        assertThat(rawPush(id, pack(id))).doesNotContain("ok refs/heads/main");
        assertThat(rawPush(id, broken)).contains("unpack error").doesNotContain(folder.toString());
        assertThat(rawPush(id, Arrays.copyOf(whole, whole.length - 30))).contains("unpack error");
        assertNothingHappened();
        assertThat(rawPush(id, whole)).contains("ok refs/heads/main");
    }

    @Test
    void listeners_are_done_before_any_of_the_report_is_written() throws IOException {
        String id = git.commit(work, "ape", "one");
        git.ok(work, "push", "-q", "origin", "main");
        List<String> names = IntStream.range(0, 800)
                .mapToObj(i -> "refs/heads/" + "long".repeat(20) + i)
                .toList();
        git.okWith(
                bare,
                names.stream().map(name -> "create " + name + " main\n").collect(Collectors.joining()),
                "update-ref",
                "--stdin");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> written = new ArrayList<>();
        Receiving receiving = new Receiving(
                forge.repositories,
                Limits.standard(),
                (who, repo, ref, move) -> Optional.empty(),
                List.of(push -> written.add(out.toString(StandardCharsets.UTF_8))));
        String capabilities = "\0report-status side-band-64k";
        StringBuilder request = new StringBuilder();
        for (String name : names) {
            request.append(line(id + " " + Push.NONE + " " + name + (request.isEmpty() ? capabilities : "")));
        }
        try (Reception reception =
                receiving.into(1, RepoName.of("", "zoo"), new Identity(1, "ada", false, Level.ADMIN))) {
            reception.receive(new ByteArrayInputStream((request + "0000").getBytes(StandardCharsets.UTF_8)), out, null);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("ok " + names.get(799));
        assertThat(out.size()).isGreaterThan(65_536);
        assertThat(written).hasSize(1).noneMatch(text -> text.contains("unpack ok"));
    }

    @Test
    void a_lock_left_by_a_crash_is_removed_and_a_fresh_one_respected() throws IOException {
        git.commit(work, "ape", "one");
        Path lock = Files.createFile(bare.resolve("refs/heads/main.lock"));
        assertThat(git.run(work, "push", "origin", "main").err()).contains("Fetch, look at what is new");
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        git.ok(work, "push", "-q", "origin", "main");
    }

    @Test
    void what_a_crash_left_in_quarantine_is_swept_after_a_day() throws IOException {
        Path old = Files.createDirectories(bare.resolve("incoming-old/pack")).getParent();
        Path young = Files.createDirectory(bare.resolve("incoming-young"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        git.commit(work, "ape", "one");
        git.ok(work, "push", "-q", "origin", "main");
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private void assertRefused(String what, String words) {
        RealGit.Result result = git.run(work, "push", "origin", what + ":refs/heads/main");
        assertThat(result.exit()).isNotZero();
        assertThat(result.err())
                .contains(words)
                .doesNotContain("Exception", folder.resolve("git").toString());
        assertNothingHappened();
    }

    private void assertNothingHappened() {
        assertThat(git.ok(bare, "for-each-ref")).isEmpty();
        assertThat(git.ok(bare, "count-objects", "-v")).contains("in-pack: 0").contains("count: 0");
        assertThat(bare.toFile().list((dir, name) -> name.startsWith("incoming-")))
                .isEmpty();
        assertThat(forge.pushes).isEmpty();
    }

    private String tree(String mode, String name) {
        String file = git.okWith(work, "x", "hash-object", "-w", "--stdin");
        byte[] entry = (mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8);
        return raw("tree", join(entry, HexFormat.of().parseHex(file)));
    }

    private String commit(String tree) {
        String text = "tree " + tree + "\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nx\n";
        return raw("commit", text.getBytes(StandardCharsets.UTF_8));
    }

    private String raw(String type, byte[] bytes) {
        try {
            Path file = Files.write(folder.resolve("raw"), bytes);
            return git.ok(work, "hash-object", "-w", "--literally", "-t", type, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] join(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private void noise(String name, int bytes) throws IOException {
        byte[] noise = new byte[bytes];
        new Random(name.hashCode()).nextBytes(noise);
        Files.write(work.resolve(name), noise);
        git.ok(work, "add", name);
        git.ok(work, "commit", "-q", "-m", name);
    }

    private byte[] pack(String ids) throws IOException {
        Path prefix = folder.resolve("made");
        String name = git.okWith(work, ids + "\n", "pack-objects", "-q", prefix.toString());
        return Files.readAllBytes(folder.resolve("made-" + name + ".pack"));
    }

    private String rawPush(byte[] pack) {
        return rawPush("1".repeat(40), pack);
    }

    private String rawPush(String id, byte[] pack) {
        byte[] command = (line(Push.NONE + " " + id + " refs/heads/main\0report-status") + "0000")
                .getBytes(StandardCharsets.UTF_8);
        return RawHttp.to(forge.port())
                .as("ada", "secret")
                .asking("git-receive-pack", join(command, pack))
                .post("/zoo.git/git-receive-pack")
                .body();
    }

    private static String line(String text) {
        return "%04x%s".formatted(text.length() + 4, text);
    }
}
