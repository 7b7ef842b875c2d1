package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.PacketLineOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);
    private static final long SMALLEST = 256L << 10;

    @TempDir
    Path folder;

    private RealGit git;
    private TestForge forge;
    private Path work;
    private Path kept;
    private String url;
    private String tip;

    @BeforeEach
    void start() {
        git = new RealGit(folder.resolve("home"));
        forge = new TestForge(folder.resolve("git"));
        kept = folder.resolve("git/answers");
        forge.create(1, "tools/make");
        url = forge.url("/tools/make.git");
        work = git.init(folder.resolve("work"));
        git.ok(work, "remote", "add", "origin", forge.urlAs("ada", "/tools/make.git"));
        git.commit(work, "count", "one");
        tip = git.commit(work, "count", "two");
        git.ok(work, "tag", "-a", "-m", "The first", "v1");
        git.ok(work, "push", "-q", "origin", "main", "v1");
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void the_second_shallow_clone_gets_the_bytes_that_were_made_for_the_first() throws IOException {
        byte[] first = post(shallow(tip)).body();
        Object file = key(onlyKept());
        Files.setLastModifiedTime(onlyKept(), LONG_AGO);
        assertThat(post(shallow(tip)).body()).isEqualTo(first);
        assertThat(key(onlyKept())).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(onlyKept())).isGreaterThan(LONG_AGO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--depth=1", "--filter=blob:none", "--filter=tree:0", "--shallow-since=2001-01-01T00:00:00Z"})
    void clones_from_what_is_kept_are_whole(String kind) throws IOException {
        git.ok(folder, "clone", "-q", "--no-checkout", kind, url, "first");
        Files.setLastModifiedTime(onlyKept(), LONG_AGO);
        Object file = key(onlyKept());
        git.ok(folder, "clone", "-q", "--no-checkout", kind, url, "second");
        assertThat(key(onlyKept())).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(onlyKept())).isGreaterThan(LONG_AGO);
        Path second = folder.resolve("second");
        assertThat(git.run(second, "fsck", "--strict", "--full").exit()).isZero();
        git.ok(second, "checkout", "-q", "main");
        assertThat(second.resolve("count")).hasContent("two");
    }

    @Test
    void what_is_pushed_is_cloned_at_once_and_the_old_answer_goes() throws IOException {
        post(shallow(tip));
        Path old = onlyKept();
        git.commit(work, "count", "three");
        git.ok(work, "push", "-q", "origin", "main");
        assertThat(shallowClone("copy")).isEqualTo(git.ok(work, "rev-parse", "main"));
        assertThat(onlyKept()).isNotEqualTo(old);
    }

    @Test
    void what_another_process_pushes_is_cloned_at_once() {
        shallowClone("before");
        git.commit(work, "count", "three");
        git.ok(work, "push", "-q", folder.resolve("git/1.git").toString(), "main");
        assertThat(shallowClone("after")).isEqualTo(git.ok(work, "rev-parse", "main"));
        git.ok(folder.resolve("git/1.git"), "pack-refs", "--all");
        git.ok(folder.resolve("git/1.git"), "update-ref", "refs/heads/main", tip);
        assertThat(shallowClone("back")).isEqualTo(tip);
    }

    @Test
    void what_another_forge_on_the_folder_keeps_is_sent() throws IOException {
        byte[] first = post(shallow(tip)).body();
        Object file = key(onlyKept());
        try (TestForge other = new TestForge(folder.resolve("git"))) {
            other.register(1, "tools/make", false);
            assertThat(post(other, shallow(tip)).body()).isEqualTo(first);
            assertThat(key(onlyKept())).isEqualTo(file);
            git.commit(work, "count", "three");
            git.ok(work, "push", "-q", other.urlAs("ada", "/tools/make.git"), "main");
        }
        assertThat(shallowClone("copy")).isEqualTo(git.ok(work, "rev-parse", "main"));
    }

    @Test
    void a_repository_that_became_private_answers_nobody_from_what_is_kept() {
        post(shallow(tip));
        forge.register(1, "tools/make", true);
        assertThat(post(shallow(tip)).statusCode()).isEqualTo(401);
    }

    @Test
    void nothing_is_kept_of_a_repository_that_is_deleted() throws IOException {
        post(shallow(tip));
        forge.repositories.delete(1);
        assertThat(files()).isEmpty();
        assertThat(post(shallow(tip)).statusCode()).isNotEqualTo(200);
    }

    @Test
    void a_branch_that_is_deleted_can_no_longer_be_had() {
        git.ok(work, "push", "-q", "origin", "main~1:refs/heads/side", "main:refs/heads/gone");
        String side = git.commit(work, "count", "aside");
        git.ok(work, "push", "-q", "--force", "origin", "main:refs/heads/gone");
        post(shallow(side));
        git.ok(work, "push", "-q", "origin", ":refs/heads/gone");
        assertThat(new String(post(shallow(side)).body(), StandardCharsets.ISO_8859_1))
                .contains("ERR")
                .doesNotContain("PACK");
    }

    @Test
    void what_is_damaged_or_cut_off_is_made_again() throws IOException {
        byte[] first = post(shallow(tip)).body();
        byte[] good = Files.readAllBytes(onlyKept());
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 1;
        for (byte[] damaged : List.of(bad, Arrays.copyOf(good, 20), Arrays.copyOf(good, 3), new byte[0])) {
            Files.write(onlyKept(), damaged);
            assertThat(post(shallow(tip)).body()).isEqualTo(first);
            assertThat(onlyKept()).hasBinaryContent(good);
        }
    }

    @Test
    void where_nothing_can_be_kept_clones_go_on() throws IOException {
        Files.writeString(kept, "no folder");
        assertThat(shallowClone("first")).isEqualTo(tip);
        assertThat(shallowClone("second")).isEqualTo(tip);
        assertThat(kept).hasContent("no folder");
    }

    @Test
    void a_whole_clone_and_what_is_refused_are_not_kept() throws IOException {
        git.ok(folder, "clone", "-q", url, "copy");
        post(shallow("1234567890123456789012345678901234567890"));
        assertThat(files()).isEmpty();
    }

    @Test
    void what_was_asked_for_longest_ago_makes_room() throws IOException {
        Answers answers = new Answers(kept, 2 * SMALLEST);
        keep(answers, "a", LONG_AGO);
        keep(answers, "b", FileTime.fromMillis(LONG_AGO.toMillis() + 1000));
        assertThat(sent(answers, "a")).isEqualTo("a");
        keep(answers, "c", FileTime.fromMillis(System.currentTimeMillis()));
        assertThat(files().stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("1-state-a", "1-state-c");
    }

    @Test
    void who_asks_while_the_same_is_made_gets_that() throws IOException {
        Answers answers = new Answers(kept);
        Answers.Recording making = answers.sendOrRecord(key("a"), new ByteArrayOutputStream(), () -> true)
                .orElseThrow();
        CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> sent(answers, "a"));
        making.write("a".getBytes(StandardCharsets.UTF_8), 0, 1);
        making.finish();
        assertThat(other.join()).isEqualTo("a");
    }

    @Test
    void an_answer_that_is_not_finished_or_is_late_is_not_kept() throws IOException {
        Answers answers = new Answers(kept);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answers.sendOrRecord(key("a"), out, () -> true).orElseThrow().close();
        answers.sendOrRecord(key("a"), out, () -> false).orElseThrow().finish();
        assertThat(answers.sendOrRecord(key("a"), out, () -> true)).isPresent();
        assertThat(out.size()).isZero();
    }

    private static Answers.Key key(String request) {
        return new Answers.Key(1, "state", request);
    }

    private void keep(Answers answers, String request, FileTime time) throws IOException {
        Answers.Recording making = answers.sendOrRecord(key(request), new ByteArrayOutputStream(), () -> true)
                .orElseThrow();
        making.write(request.getBytes(StandardCharsets.UTF_8), 0, request.length());
        making.finish();
        Files.setLastModifiedTime(kept.resolve("1-state-" + request), time);
    }

    private static String sent(Answers answers, String request) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Optional<Answers.Recording> made = answers.sendOrRecord(key(request), out, () -> true);
            made.ifPresent(Answers.Recording::close);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String shallowClone(String name) {
        git.ok(folder, "clone", "-q", "--depth=1", url, name);
        assertThat(git.run(folder.resolve(name), "fsck", "--strict", "--full").exit())
                .isZero();
        return git.ok(folder.resolve(name), "rev-parse", "HEAD");
    }

    private HttpResponse<byte[]> post(byte[] request) {
        return post(forge, request);
    }

    private static HttpResponse<byte[]> post(TestForge to, byte[] request) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(to.url("/tools/make.git/git-upload-pack")))
                                    .header("Content-Type", "application/x-git-upload-pack-request")
                                    .header("Git-Protocol", "version=2")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] shallow(String want) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PacketLineOut out = new PacketLineOut(bytes);
            out.writeString("command=fetch");
            out.writeDelim();
            for (String line : List.of("no-progress", "deepen 1", "want " + want, "done")) {
                out.writeString(line + "\n");
            }
            out.end();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path onlyKept() throws IOException {
        assertThat(files()).hasSize(1);
        return files().get(0);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(kept)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(kept)) {
            return files.toList();
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
