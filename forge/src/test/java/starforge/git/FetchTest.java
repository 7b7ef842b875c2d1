package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {
    @TempDir
    Path folder;

    private RealGit git;
    private TestForge forge;
    private Path work;
    private Path copy;
    private String url;

    @BeforeEach
    void start() {
        git = new RealGit(folder.resolve("home"));
        forge = new TestForge(folder.resolve("git"));
        forge.create(1, "tools/make");
        url = forge.url("/tools/make.git");
        copy = folder.resolve("copy");
        work = git.init(folder.resolve("work"));
        git.ok(work, "remote", "add", "origin", forge.urlAs("ada", "/tools/make.git"));
        for (String text : new String[] {"one", "two", "three", "four", "five"}) {
            git.commit(work, "count", text);
        }
        git.ok(work, "tag", "-a", "-m", "The first", "v1");
        git.ok(work, "push", "-q", "origin", "main", "v1");
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void a_clone_is_whole_in_every_protocol(String version) {
        git.ok(folder, "-c", "protocol.version=" + version, "clone", "-q", url, copy.toString());
        assertThat(git.ok(copy, "show-ref", "--tags", "-d")).isEqualTo(git.ok(work, "show-ref", "--tags", "-d"));
        assertThat(git.ok(copy, "rev-parse", "origin/HEAD")).isEqualTo(git.ok(work, "rev-parse", "main"));
        assertThat(git.run(copy, "fsck", "--strict", "--full").exit()).isZero();
    }

    @Test
    void the_address_works_without_its_ending() {
        git.ok(folder, "clone", "-q", forge.url("/tools/make"), copy.toString());
        assertThat(copy.resolve("count")).hasContent("five");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void a_shallow_clone_can_be_deepened_and_made_whole(String version) {
        git.ok(folder, "-c", "protocol.version=" + version, "clone", "-q", "--depth", "1", url, copy.toString());
        assertThat(git.ok(copy, "rev-list", "--count", "HEAD")).isEqualTo("1");
        git.ok(copy, "-c", "protocol.version=" + version, "fetch", "-q", "--depth", "3");
        assertThat(git.ok(copy, "rev-list", "--count", "HEAD")).isEqualTo("3");
        git.ok(copy, "-c", "protocol.version=" + version, "fetch", "-q", "--unshallow");
        assertThat(git.ok(copy, "rev-list", "--count", "HEAD")).isEqualTo("5");
    }

    @Test
    void a_shallow_clone_can_be_deepened_by_so_many_commits() {
        git.ok(folder, "clone", "-q", "--depth", "1", url, copy.toString());
        git.ok(copy, "fetch", "-q", "--deepen", "2");
        assertThat(git.ok(copy, "rev-list", "--count", "HEAD")).isEqualTo("3");
    }

    @Test
    void a_clone_without_files_fetches_them_when_they_are_needed() {
        git.ok(folder, "clone", "-q", "--no-checkout", "--filter=blob:none", url, copy.toString());
        assertThat(git.ok(copy, "rev-list", "--objects", "--missing=print", "HEAD"))
                .contains("?");
        git.ok(copy, "checkout", "-q", "main");
        assertThat(copy.resolve("count")).hasContent("five");
        assertThat(git.ok(copy, "show", "HEAD~3:count")).isEqualTo("two");
    }

    @Test
    void an_empty_repository_can_be_cloned() {
        forge.create(2, "empty");
        assertThat(git.run(folder, "clone", forge.url("/empty.git"), copy.toString())
                        .err())
                .contains("empty repository");
        assertThat(git.ok(copy, "ls-remote", "origin")).isEmpty();
    }

    @Test
    void many_haves_come_compressed() {
        git.ok(folder, "clone", "-q", url, copy.toString());
        StringBuilder stream = new StringBuilder();
        IntStream.range(0, 400).forEach(i -> stream.append("commit refs/heads/side")
                .append(i % 40)
                .append("\ncommitter C <c@d> ")
                .append(1_700_000_000 + i)
                .append(" +0000\ndata 1\nx\n"));
        git.okWith(copy, stream.toString(), "fast-import", "--quiet");
        String id = git.commit(work, "count", "six");
        git.ok(work, "push", "-q", "origin", "main");
        for (String version : new String[] {"0", "2"}) {
            git.ok(
                    copy,
                    "-c",
                    "protocol.version=" + version,
                    "fetch",
                    "-q",
                    "origin",
                    "main:refs/remotes/origin/v" + version);
            assertThat(git.ok(copy, "rev-parse", "origin/v" + version)).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refs/pull/1/head", "refs/starforge/trash/1"})
    void a_hidden_ref_is_not_shown_and_its_objects_are_not_given(String hidden) {
        Path bare = folder.resolve("git/1.git");
        String file = git.okWith(bare, "not for everybody", "hash-object", "-w", "--stdin");
        String tree = git.okWith(bare, "100644 blob " + file + "\tsecret\n", "mktree");
        String id = git.ok(bare, "commit-tree", "-m", "hidden", "-p", "main", tree);
        git.ok(bare, "update-ref", hidden, id);
        assertThat(git.ok(folder, "ls-remote", url)).doesNotContain(id).doesNotContain(hidden);
        git.ok(folder, "clone", "-q", "--mirror", url, copy.toString());
        assertThat(git.run(copy, "cat-file", "-e", id).exit()).isNotZero();
        for (String version : new String[] {"0", "2"}) {
            for (String wanted : new String[] {id, tree, file, hidden}) {
                assertThat(git.run(copy, "-c", "protocol.version=" + version, "fetch", "origin", wanted)
                                .exit())
                        .as("%s in v%s", wanted, version)
                        .isNotZero();
            }
        }
    }

    @Test
    void an_older_commit_can_be_fetched_by_its_id() {
        String old = git.ok(work, "rev-parse", "main~3");
        git.init(copy);
        git.ok(copy, "fetch", "-q", "--depth", "1", url, old);
        assertThat(git.ok(copy, "rev-parse", "FETCH_HEAD")).isEqualTo(old);
    }

    @Test
    void what_is_not_there_is_refused_in_words() {
        git.init(copy);
        RealGit.Result result = git.run(copy, "fetch", url, "1234567890123456789012345678901234567890");
        assertThat(result.exit()).isNotZero();
        assertThat(result.err())
                .contains("1234567890123456789012345678901234567890")
                .doesNotContain("Exception");
    }

    @Test
    void a_fork_has_an_address_of_its_own() throws Exception {
        forge.repositories.fork(1, 7);
        forge.register(7, "fork/ben/tools/make", false);
        git.ok(folder, "clone", "-q", forge.url("/forks/ben/tools/make.git"), copy.toString());
        assertThat(Files.readString(copy.resolve("count"))).isEqualTo("five");
    }
}
