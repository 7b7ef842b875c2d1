package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.access.Refusal;

class RepositoriesTest {
    @TempDir
    Path folder;

    private RealGit git;
    private Repositories repositories;
    private Path root;
    private Path work;

    @BeforeEach
    void start() {
        git = new RealGit(folder.resolve("home"));
        root = folder.resolve("deep/down/git");
        repositories = new Repositories(root);
        work = git.init(folder.resolve("work"));
    }

    @AfterEach
    void stop() {
        repositories.close();
    }

    @Test
    void a_new_repository_is_empty_bare_and_sound() {
        repositories.create(1, "trunk");
        assertThat(repositories.exists(1)).isTrue();
        assertThat(new DefaultBranches(repositories).of(1).isEmpty()).isTrue();
        assertThat(new DefaultBranches(repositories).of(1).name()).isEqualTo("trunk");
        assertThat(git.ok(bare(1), "rev-parse", "--is-bare-repository")).isEqualTo("true");
        assertThat(git.run(bare(1), "fsck", "--strict").exit()).isZero();
        assertThat(root).isDirectoryNotContaining(path -> !path.endsWith("1.git"));
    }

    @Test
    void a_number_is_given_once() {
        repositories.create(1, "main");
        assertThatThrownBy(() -> repositories.create(1, "main")).isInstanceOf(IllegalStateException.class);
        assertThat(repositories.exists(2)).isFalse();
        assertThatThrownBy(() -> new DefaultBranches(repositories).of(2).isEmpty())
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a..b", "a b", "a.lock", "/", "a/-b", "x\n"})
    void a_branch_that_cannot_be_is_refused(String branch) {
        assertThatThrownBy(() -> repositories.create(1, branch)).isInstanceOf(Refusal.class);
        assertThat(repositories.exists(1)).isFalse();
    }

    @Test
    void the_default_branch_can_become_another_that_is_there() {
        filled(1);
        new DefaultBranches(repositories).set(1, "side");
        assertThat(git.ok(bare(1), "symbolic-ref", "HEAD")).isEqualTo("refs/heads/side");
        assertThatThrownBy(() -> new DefaultBranches(repositories).set(1, "nowhere"))
                .hasMessage("There is no branch nowhere.");
        assertThat(new DefaultBranches(repositories).of(1).name()).isEqualTo("side");
    }

    @Test
    void a_fork_is_whole_when_its_parent_is_gone() {
        String refs = filled(1);
        repositories.fork(1, 2);
        repositories.delete(1);
        assertThat(repositories.exists(1)).isFalse();
        assertThat(git.ok(bare(2), "show-ref", "-d")).isEqualTo(refs);
        assertThat(git.run(bare(2), "fsck", "--strict", "--full").exit()).isZero();
        assertThat(bare(2).resolve("objects/info/alternates")).doesNotExist();
    }

    @Test
    void a_fork_shares_bytes_and_not_the_forges_own_refs() throws IOException {
        filled(1);
        git.ok(bare(1), "update-ref", "refs/pull/1/head", "main");
        git.ok(bare(1), "repack", "-q", "-a", "-d");
        repositories.fork(1, 2);
        assertThat(git.ok(bare(2), "for-each-ref", "refs/pull")).isEmpty();
        assertThat(Files.getAttribute(pack(2), "unix:ino")).isEqualTo(Files.getAttribute(pack(1), "unix:ino"));
        assertThat(git.ok(bare(2), "symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
        assertThat(Files.readAllLines(bare(2).resolve("packed-refs")))
                .first()
                .asString()
                .contains("peeled");
    }

    @Test
    void where_there_are_no_hard_links_the_bytes_are_copied() throws IOException {
        filled(1);
        String loose = git.okWith(bare(1), "loose", "hash-object", "-w", "--stdin");
        git.ok(bare(1), "repack", "-q", "-a", "-d");
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("objects.zip"), Map.of("create", "true"))) {
            Path copy = zip.getPath("/objects");
            Files.createDirectories(copy.resolve("pack"));
            HardLinks.copy(bare(1).resolve("objects"), copy);
            Path pack = pack(1);
            assertThat(copy.resolve("pack").resolve(pack.getFileName().toString()))
                    .hasSameBinaryContentAs(pack);
            assertThat(copy.resolve(loose.substring(0, 2)).resolve(loose.substring(2)))
                    .exists();
        }
    }

    @Test
    void parent_and_fork_go_their_own_ways() {
        filled(1);
        repositories.fork(1, 2);
        String id = git.commit(work, "file", "only in the fork");
        git.ok(work, "push", "-q", bare(2).toString(), "main");
        git.ok(bare(1), "update-ref", "-d", "refs/heads/side");
        git.ok(bare(1), "gc", "-q", "--prune=now");
        assertThat(git.run(bare(1), "cat-file", "-e", id).exit()).isNotZero();
        assertThat(git.run(bare(2), "fsck", "--strict", "--full").exit()).isZero();
        assertThat(git.ok(bare(2), "rev-parse", "side")).isNotEmpty();
    }

    @Test
    void a_fork_is_whole_while_its_parent_is_repacked() {
        filled(1);
        Thread packing = new Thread(() -> {
            for (int i = 0; i < 5; i++) {
                String tree = git.okWith(bare(1), "100644 blob " + junk(i) + "\tfile\n", "mktree");
                String id = git.ok(bare(1), "commit-tree", "-p", "main", "-m", "x", tree);
                git.ok(bare(1), "update-ref", "refs/heads/main", id);
                git.ok(bare(1), "repack", "-q", "-a", "-d", "-f");
            }
        });
        packing.start();
        long child = 1;
        while (packing.isAlive() || child == 1) {
            repositories.fork(1, ++child);
        }
        for (long id = 2; id <= child; id += 5) {
            assertThat(git.run(bare(id), "rev-list", "--objects", "--all").exit())
                    .isZero();
        }
    }

    @Test
    void an_empty_repository_can_be_forked() {
        repositories.create(1, "trunk");
        repositories.fork(1, 2);
        assertThat(new DefaultBranches(repositories).of(2).isEmpty()).isTrue();
        assertThat(new DefaultBranches(repositories).of(2).name()).isEqualTo("trunk");
    }

    @Test
    void what_is_deleted_leaves_nothing_and_its_number_can_come_back() {
        filled(1);
        assertThat(repositories.size(1)).isGreaterThan(500);
        repositories.delete(1);
        repositories.delete(1);
        assertThat(root).isEmptyDirectory();
        repositories.create(1, "main");
        assertThat(new DefaultBranches(repositories).of(1).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_folder_is_imported_bare_or_not(boolean isBare) {
        git.commit(work, "file", "one");
        git.ok(work, "tag", "-a", "-m", "x", "v1");
        git.ok(work, "checkout", "-q", "-b", "trunk");
        git.ok(work, "update-ref", "refs/pull/1/head", "main");
        Path source = folder.resolve("source");
        git.ok(folder, "clone", "-q", "--mirror", work.toString(), source.toString());
        repositories.importFrom((isBare ? source : work).toString(), 5);
        assertThat(git.ok(bare(5), "show-ref", "-d")).isEqualTo(git.ok(work, "show-ref", "-d", "--heads", "--tags"));
        assertThat(new DefaultBranches(repositories).of(5).name()).isEqualTo("trunk");
        assertThat(git.run(bare(5), "fsck", "--strict", "--full").exit()).isZero();
        assertThat(bare(5).resolve("packed-refs")).content().contains("peeled", "^");
    }

    @Test
    void another_forge_is_imported_over_http() {
        try (TestForge other = new TestForge(folder.resolve("other"))) {
            other.create(1, "zoo");
            git.commit(work, "file", "one");
            git.ok(work, "push", "-q", other.urlAs("ada", "/zoo.git"), "main");
            repositories.importFrom(other.url("/zoo.git"), 5);
            assertThat(git.ok(bare(5), "show-ref")).isEqualTo(git.ok(work, "show-ref"));
            assertThatThrownBy(() -> repositories.importFrom(other.url("/none.git"), 6))
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("This source cannot be read: ");
            assertThat(repositories.exists(6)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "ext::sh -c touch% x",
                "ssh://-oProxyCommand=x/y",
                "git://example.org/x",
                "host:path",
                "/no/such/folder",
                "ftp://example.org/x",
                "\0",
                "",
                "-x",
            })
    void any_other_source_is_refused(String source) {
        Refusal refusal =
                org.junit.jupiter.api.Assertions.assertThrows(Refusal.class, () -> repositories.importFrom(source, 5));
        assertThat(refusal.field()).isEqualTo("source");
        assertThat(repositories.exists(5)).isFalse();
    }

    @Test
    void what_a_crash_left_aside_is_swept_after_a_day() throws IOException {
        for (String name : List.of("7.git.new", "8.git.gone-x")) {
            Path old = Files.createDirectories(root.resolve(name).resolve("objects"))
                    .getParent();
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        Files.createDirectory(root.resolve("9.git.new"));
        new Repositories(root).close();
        assertThat(root.toFile().list()).containsExactly("9.git.new");
        repositories.create(9, "main");
        assertThat(repositories.exists(9)).isTrue();
    }

    @Test
    void the_machines_own_git_settings_are_not_read() {
        File home = FS.DETECTED.userHome();
        FS.DETECTED.setUserHome(folder.resolve("home").toFile());
        repositories.create(1, "main");
        try (Repository repository = repositories.open(1)) {
            assertThat(folder.resolve("home/.gitconfig")).content().contains("[user]");
            assertThat(repository.getConfig().getString("user", null, "name")).isNull();
        } finally {
            FS.DETECTED.setUserHome(home);
        }
    }

    /** Fills a repository with two branches and an annotated tag, and gives its refs. */
    private String filled(long id) {
        repositories.create(id, "main");
        git.commit(work, "file", "one");
        git.ok(work, "branch", "side");
        git.ok(work, "tag", "-a", "-m", "x", "v1");
        git.commit(work, "file", "two");
        git.ok(work, "push", "-q", bare(id).toString(), "main", "side", "v1");
        return git.ok(bare(id), "show-ref", "-d");
    }

    private String junk(int number) {
        return git.okWith(bare(1), "junk " + number, "hash-object", "-w", "--stdin");
    }

    private Path bare(long id) {
        return root.resolve(id + ".git");
    }

    private Path pack(long id) throws IOException {
        try (Stream<Path> files = Files.list(bare(id).resolve("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
