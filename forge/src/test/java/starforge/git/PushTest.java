package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {
    @TempDir
    Path folder;

    private RealGit git;
    private TestForge forge;
    private Path bare;
    private Path work;
    private String first;

    @BeforeEach
    void start() {
        git = new RealGit(folder.resolve("home"));
        forge = new TestForge(folder.resolve("git"));
        forge.create(1, "zoo");
        bare = folder.resolve("git/1.git");
        work = git.init(folder.resolve("work"));
        git.ok(work, "remote", "add", "origin", forge.urlAs("ada", "/zoo.git"));
        first = git.commit(work, "ape", "one");
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void what_is_pushed_is_whole_and_told() {
        String second = git.commit(work, "bee", "two");
        git.ok(work, "tag", "-a", "-m", "First", "v1");
        push("main", "v1");
        assertThat(git.ok(bare, "rev-parse", "main", "v1^{}")).isEqualTo(second + "\n" + second);
        assertThat(git.run(bare, "fsck", "--strict", "--full").exit()).isZero();
        Push told = forge.pushes.get(0);
        assertThat(told.who().name()).isEqualTo("ada");
        assertThat(told.repo()).hasToString("zoo");
        Push.Change main = told.changes().get(0);
        assertThat(main.ref()).isEqualTo("refs/heads/main");
        assertThat(List.of(main.oldId(), main.newId())).containsExactly(Push.NONE, second);
        assertThat(main.kind()).isEqualTo(Push.Kind.CREATED);
        assertThat(main.commits()).isEqualTo(2);
        assertThat(main.heads()).first().isEqualTo(new Push.Head(second, "Write bee", "Ada Lovelace"));
    }

    @Test
    void every_way_a_branch_moves_has_its_name() {
        push("main");
        git.commit(work, "ape", "two");
        String third = git.commit(work, "ape", "three");
        push("main");
        git.ok(work, "reset", "-q", "--hard", "HEAD~2");
        String other = git.commit(work, "ape", "another");
        git.ok(work, "branch", "side");
        push("--force", "main");
        push("side");
        push("--delete", "side");
        assertThat(forge.pushes.stream().map(push -> push.changes().get(0)).map(c -> c.kind() + " " + c.commits()))
                .containsExactly("CREATED 1", "UPDATED 2", "REWOUND 1", "CREATED 0", "DELETED 0");
        assertThat(forge.pushes.get(2).changes().get(0).oldId()).isEqualTo(third);
        assertThat(forge.pushes.get(4).changes().get(0))
                .isEqualTo(new Push.Change(
                        "refs/heads/side", other, Push.NONE, Push.Kind.DELETED, 0, List.of(), List.of()));
    }

    @Test
    void counting_stops_at_a_thousand() {
        StringBuilder stream = new StringBuilder();
        IntStream.range(0, 1005).forEach(i -> stream.append("commit refs/heads/long\ncommitter C <c@d> ")
                .append(1_700_000_000 + i)
                .append(" +0000\ndata 1\nx\n"));
        git.okWith(work, stream.toString(), "fast-import", "--quiet");
        push("long");
        assertThat(forge.pushes.get(0).changes().get(0).commits()).isEqualTo(Push.MOST_COMMITS);
        assertThat(forge.pushes.get(0).changes().get(0).heads()).hasSize(3);
    }

    @Test
    void a_listener_that_fails_fails_no_push_and_no_other_listener() {
        try (TestForge broken = new TestForge(folder.resolve("broken"), TestForge.SMALL, push -> {
            throw new IllegalStateException("This listener always fails, and the log says so.");
        })) {
            broken.create(2, "zoo");
            git.ok(work, "push", "-q", broken.urlAs("ada", "/zoo.git"), "main");
            assertThat(broken.pushes).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "main:refs/pull/1/head, keeps this ref itself",
        "main:refs/starforge/x, keeps this ref itself",
        "main:refs/pull, keeps this ref itself",
        "main:refs/heads/-h, hyphen",
        "main:refs/heads/x/--upload-pack=y, hyphen",
        "main:refs/tags/-v, hyphen",
        "main^{tree}:refs/heads/tree, only point to a commit",
        "main:refs/lone, funny",
    })
    void a_ref_that_must_not_be_is_refused_in_words(String refspec, String words) {
        RealGit.Result result = git.run(work, "push", "origin", refspec);
        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("remote rejected").contains(words);
        assertNothingHappened();
    }

    @Test
    void a_name_too_long_for_a_file_is_refused_in_words() {
        RealGit.Result result = git.run(work, "push", "origin", "main:refs/heads/" + "x".repeat(201));
        assertThat(result.err()).contains("longer than 200 bytes").doesNotContain(folder.toString() + "/git");
        assertNothingHappened();
    }

    @Test
    void a_hidden_ref_can_neither_be_moved_nor_deleted() {
        push("main");
        git.ok(bare, "update-ref", "refs/pull/1/head", "main");
        String second = git.commit(work, "ape", "two");
        for (String refspec : new String[] {"main:refs/pull/1/head", ":refs/pull/1/head"}) {
            assertThat(git.run(work, "push", "--force", "origin", refspec).exit())
                    .isNotZero();
        }
        assertThat(git.ok(bare, "rev-parse", "refs/pull/1/head"))
                .isEqualTo(first)
                .isNotEqualTo(second);
        RawHttp ada = RawHttp.to(forge.port()).as("ada", "secret");
        assertThat(ada.get("/zoo.git/info/refs?service=git-receive-pack").body())
                .contains("refs/heads/main")
                .doesNotContain("refs/pull");
    }

    @Test
    void an_atomic_push_is_refused_whole() {
        git.ok(work, "branch", "good");
        RealGit.Result result = git.run(work, "push", "--atomic", "origin", "main", "good", "main:refs/heads/-bad");
        assertThat(result.exit()).isNotZero();
        assertNothingHappened();
    }

    @Test
    void without_atomic_the_good_refs_of_a_push_move() {
        git.ok(work, "branch", "good");
        assertThat(git.run(work, "push", "origin", "good", "main:refs/heads/-bad")
                        .exit())
                .isNotZero();
        assertThat(git.ok(bare, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/good");
        assertThat(forge.pushes.get(0).changes()).hasSize(1);
    }

    @Test
    void the_default_branch_cannot_be_deleted_and_another_can() {
        git.ok(work, "branch", "side");
        push("main", "side");
        assertThat(git.run(work, "push", "origin", ":main").err()).contains("Make another branch the default first.");
        push(":side");
        assertThat(git.ok(bare, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main");
        new DefaultBranches(forge.repositories).set(1, "main");
    }

    @Test
    void the_first_branch_pushed_becomes_the_default() {
        git.ok(work, "branch", "-m", "main", "trunk");
        push("trunk");
        assertThat(new DefaultBranches(forge.repositories).of(1).name()).isEqualTo("trunk");
        git.ok(work, "branch", "main");
        push("main");
        assertThat(new DefaultBranches(forge.repositories).of(1).name()).isEqualTo("trunk");
    }

    @Test
    void the_default_branch_stays_when_it_is_pushed_too() {
        git.ok(work, "branch", "alpha");
        push("alpha", "main");
        assertThat(new DefaultBranches(forge.repositories).of(1).name()).isEqualTo("main");
    }

    @Test
    void a_tag_alone_changes_no_default() {
        git.ok(work, "tag", "v1");
        push("v1");
        assertThat(new DefaultBranches(forge.repositories).of(1).name()).isEqualTo("main");
        assertThat(new DefaultBranches(forge.repositories).of(1).isEmpty()).isTrue();
    }

    @Test
    void of_two_pushes_to_one_branch_one_wins_and_the_other_is_told() {
        push("main");
        List<Path> clones = Stream.of("x", "y", "z").map(this::cloneWithCommit).toList();
        List<RealGit.Result> results = clones.parallelStream()
                .map(clone -> git.run(clone, "push", "origin", "main"))
                .toList();
        assertThat(results).filteredOn(result -> result.exit() == 0).hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.exit() != 0)
                .allMatch(result ->
                        result.err().contains("fetch first") || result.err().contains("Fetch"));
        assertThat(git.ok(bare, "rev-list", "--count", "main")).isEqualTo("2");
        assertThat(forge.pushes).hasSize(2);
    }

    @Test
    void pushes_to_many_branches_at_once_all_arrive() {
        push("main");
        List<String> branches = IntStream.range(0, 6).mapToObj(i -> "b" + i).toList();
        branches.forEach(branch -> git.ok(work, "branch", branch));
        assertThat(branches.parallelStream().map(branch -> git.run(work, "push", "-q", "origin", branch)
                        .exit()))
                .containsOnly(0);
        assertThat(git.ok(bare, "for-each-ref", "refs/heads").lines()).hasSize(7);
        assertThat(forge.pushes).hasSize(7);
    }

    @Test
    void each_of_many_new_branches_has_its_own_news() {
        push("main");
        git.ok(work, "checkout", "-q", "-b", "long");
        String two = git.commit(work, "ape", "two");
        git.ok(work, "branch", "short");
        String three = git.commit(work, "ape", "three");
        git.ok(work, "branch", "old", "main");
        git.ok(work, "tag", "-a", "-m", "x", "v1", two);
        push("long", "short", "old", "v1");
        List<Push.Change> changes = forge.pushes.get(1).changes();
        assertThat(changes).extracting(Push.Change::shortName).containsExactly("long", "short", "old", "v1");
        assertThat(changes).extracting(Push.Change::commits).containsExactly(2, 1, 0, 1);
        assertThat(changes.get(0).heads()).extracting(Push.Head::id).containsExactly(three, two);
        assertThat(changes.get(1).heads()).extracting(Push.Head::subject).containsExactly("Write ape");
    }

    @Test
    void many_refs_move_together_and_one_that_cannot_move_holds_up_no_other() throws Exception {
        push("main");
        List<String> names =
                IntStream.range(0, 40).mapToObj(i -> "refs/heads/many" + i).toList();
        refs(work, "create", names);
        Files.createFile(bare.resolve("refs/heads/many7.lock"));
        RealGit.Result result = git.run(work, "push", "origin", "refs/heads/many*:refs/heads/many*");
        assertThat(result.err().lines().filter(line -> line.contains("remote rejected")))
                .singleElement()
                .asString()
                .contains("many7");
        assertThat(git.ok(bare, "for-each-ref", "refs/heads/many*").lines()).hasSize(39);
        assertThat(forge.pushes.get(1).changes()).hasSize(39);
        Files.delete(bare.resolve("refs/heads/many7.lock"));
        push("refs/heads/many*:refs/heads/many*");
        push("--delete", "many0", "many1", "many2", "many3", "many4", "many5", "many6", "many7", "many8", "many9");
        assertThat(git.ok(bare, "for-each-ref", "refs/heads/many*").lines()).hasSize(30);
        push("refs/heads/many*:refs/heads/other*");
        assertThat(bare.resolve("packed-refs")).content().contains("refs/heads/other39");
        assertThat(git.run(bare, "fsck", "--strict", "--full").exit()).isZero();
    }

    private void refs(Path folder, String verb, List<String> names) {
        String lines = names.stream()
                .map(name -> verb + " " + name + " " + first + "\n")
                .collect(Collectors.joining());
        git.okWith(folder, lines, "update-ref", "--stdin");
    }

    @Test
    void a_shallow_clone_can_push() {
        git.commit(work, "ape", "two");
        push("main");
        Path shallow = folder.resolve("shallow");
        git.ok(folder, "clone", "-q", "--depth", "1", forge.urlAs("ada", "/zoo.git"), shallow.toString());
        String third = git.commit(shallow, "ape", "three");
        git.ok(shallow, "push", "-q", "origin", "main");
        assertThat(git.ok(bare, "rev-list", "--count", third)).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_reader_and_nobody_push_nothing(boolean reader) {
        String url = reader ? forge.urlAs("ben", "/zoo.git") : forge.url("/zoo.git");
        assertThat(git.run(work, "push", url, "main").exit()).isNotZero();
        assertNothingHappened();
    }

    private void push(String... what) {
        git.ok(
                work,
                Stream.concat(Stream.of("push", "-q", "origin"), Stream.of(what))
                        .toArray(String[]::new));
    }

    private Path cloneWithCommit(String name) {
        Path clone = folder.resolve(name);
        git.ok(folder, "clone", "-q", forge.urlAs("ada", "/zoo.git"), clone.toString());
        git.commit(clone, "ape", name);
        return clone;
    }

    private void assertNothingHappened() {
        assertThat(git.ok(bare, "for-each-ref")).isEmpty();
        assertThat(git.ok(bare, "count-objects", "-v")).contains("in-pack: 0").contains("count: 0");
        assertThat(bare.toFile().list((dir, name) -> name.startsWith("incoming-")))
                .isEmpty();
        assertThat(forge.pushes).isEmpty();
        assertThat(Files.exists(bare.resolve("packed-refs"))).isFalse();
    }
}
