package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidyingTest {
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

    @Test
    void many_pushes_become_one_pack_that_serves_faster_and_the_same() {
        for (int i = 0; i < 21; i++) {
            git.commit(work, "count", "number " + i);
            git.ok(work, "push", "-q", "origin", "main");
        }
        assertThat(forge.repositories.isUntidy(1)).isTrue();
        forge.repositories.tidy(1);
        assertThat(forge.repositories.isUntidy(1)).isFalse();
        assertThat(bare.resolve("objects/pack").toFile().list()).anyMatch(name -> name.endsWith(".bitmap"));
        assertThat(bare.resolve("objects/info/commit-graph")).exists();
        assertThat(git.run(bare, "fsck", "--strict", "--full").exit()).isZero();
        git.ok(folder, "clone", "-q", forge.url("/zoo.git"), "copy");
        assertThat(git.ok(folder.resolve("copy"), "rev-list", "--count", "HEAD"))
                .isEqualTo("21");
        git.commit(work, "count", "one more");
        git.ok(work, "push", "-q", "origin", "main");
        git.ok(folder.resolve("copy"), "pull", "-q");
    }

    @Test
    void pushes_and_clones_go_on_meanwhile() {
        git.commit(work, "count", "zero");
        git.ok(work, "push", "-q", "origin", "main");
        AtomicBoolean done = new AtomicBoolean();
        Thread tidying = new Thread(() -> {
            while (!done.get()) {
                forge.repositories.tidy(1);
            }
        });
        tidying.start();
        for (int i = 0; i < 8; i++) {
            git.commit(work, "count", "number " + i);
            git.ok(work, "push", "-q", "origin", "main");
            git.ok(folder, "clone", "-q", forge.url("/zoo.git"), "copy" + i);
        }
        done.set(true);
        assertThatCode(tidying::join).doesNotThrowAnyException();
        assertThat(git.ok(bare, "rev-list", "--count", "main")).isEqualTo("9");
        assertThat(git.run(bare, "fsck", "--strict", "--full").exit()).isZero();
        assertThat(bare.resolve("objects/pack").toFile().list()).noneMatch(name -> name.endsWith(".keep"));
    }

    @Test
    void with_bitmaps_too_old_files_are_given_and_hidden_ones_are_not() {
        git.commit(work, "count", "one");
        git.commit(work, "count", "two");
        git.ok(work, "push", "-q", "origin", "main");
        String secret = git.okWith(bare, "secret", "hash-object", "-w", "--stdin");
        String tree = git.okWith(bare, "100644 blob " + secret + "\tsecret\n", "mktree");
        git.ok(bare, "update-ref", "refs/pull/1/head", git.ok(bare, "commit-tree", "-m", "x", tree));
        forge.repositories.tidy(1);
        git.ok(folder, "clone", "-q", "--filter=blob:none", forge.url("/zoo.git"), "copy");
        Path copy = folder.resolve("copy");
        assertThat(git.ok(copy, "show", "HEAD~1:count")).isEqualTo("one");
        assertThat(git.run(copy, "fetch", "origin", secret).exit()).isNotZero();
        assertThat(git.ok(bare, "cat-file", "-p", secret)).isEqualTo("secret");
    }

    @Test
    void with_bitmaps_too_a_small_change_to_large_files_is_sent_as_one() {
        Random random = new Random(1);
        List<String> files = IntStream.range(0, 12)
                .mapToObj(i -> random.ints(20_000, ' ', '~')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .toList();
        String first = commitAll(files, "");
        git.ok(work, "push", "-q", "origin", "main");
        git.ok(folder, "clone", "-q", forge.url("/zoo.git"), "copy");
        String second = commitAll(files, "more");
        git.ok(work, "push", "-q", "--no-thin", "origin", "main");
        forge.repositories.tidy(1);
        String request = Stream.of(
                        "command=fetch", "0001", "thin-pack", "want " + second, "have " + first, "done", "0000")
                .map(line -> line.startsWith("000") ? line : "%04x%s\n".formatted(line.length() + 5, line))
                .collect(Collectors.joining());
        String answer = RawHttp.to(forge.port())
                .header("Git-Protocol: version=2")
                .asking("git-upload-pack", request.getBytes(StandardCharsets.US_ASCII))
                .post("/zoo.git/git-upload-pack")
                .body();
        assertThat(answer).contains("packfile").hasSizeLessThan(20_000);
        Path copy = folder.resolve("copy");
        git.ok(copy, "pull", "-q");
        assertThat(git.run(copy, "fsck", "--strict", "--full").exit()).isZero();
        assertThat(git.ok(copy, "rev-parse", "HEAD")).isEqualTo(second);
    }

    private String commitAll(List<String> files, String more) {
        String last = "";
        for (int i = 0; i < files.size(); i++) {
            last = git.commit(work, "folder" + i + "/file" + i, files.get(i) + "\n" + more);
        }
        return last;
    }

    @Test
    void a_fork_made_after_it_has_the_bitmaps_too() {
        git.commit(work, "count", "one");
        git.ok(work, "push", "-q", "origin", "main");
        forge.repositories.tidy(1);
        forge.repositories.fork(1, 2);
        forge.repositories.delete(1);
        Path fork = folder.resolve("git/2.git");
        assertThat(fork.resolve("objects/pack").toFile().list()).anyMatch(name -> name.endsWith(".bitmap"));
        assertThat(git.run(fork, "fsck", "--strict", "--full").exit()).isZero();
        forge.repositories.tidy(2);
        assertThat(git.run(fork, "fsck", "--strict", "--full").exit()).isZero();
    }
}
