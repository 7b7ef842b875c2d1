package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.access.Refusal;

class CommitsTest {
    @TempDir
    Path folder;

    private Workbench bench;
    private Commits commits;

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
        commits = new Commits(bench.repositories());
    }

    private Commit written(String headers, String message) {
        String tree = bench.write("tree", "");
        byte[] raw = ("tree " + tree + "\n" + headers + "\n" + message).getBytes(ISO_8859_1);
        return commits.find(1, bench.write("commit", raw)).orElseThrow();
    }

    private Commit withAuthor(String author) {
        return written("author " + author + "\ncommitter " + author + "\n", "m\n");
    }

    @Test
    void a_commit_says_who_when_and_what() {
        Story story = new Story();
        story.commit("main", "Jürg <j@example.org> 1700000000 +0130", "Add a\nthing\n\nBecause.\n\nTwice.\n");
        bench.build(story.file("a", "a"));
        Commit commit = commits.find(1, bench.id("main")).orElseThrow();
        assertThat(commit.author())
                .isEqualTo(new Person("Jürg", "j@example.org", OffsetDateTime.parse("2023-11-14T23:43:20+01:30")));
        assertThat(commit.subject()).isEqualTo("Add a thing");
        assertThat(commit.body()).isEqualTo("Because.\n\nTwice.");
        assertThat(commit.parents()).isEmpty();
        assertThat(commits.find(1, commit.id().substring(0, 8))).contains(commit);
        assertThat(commits.find(1, "main")).isEmpty();
    }

    @Test
    void a_message_may_be_empty_start_late_or_hold_a_nul() {
        assertThat(written("", "").subject()).isEmpty();
        assertThat(written("", "\n \n late \n\nbody").subject()).isEqualTo(" late");
        assertThat(written("", "seen\0hidden").subject()).isEqualTo("seen");
        assertThat(written("", "x".repeat(5_000)).subject()).hasSize(1_001).endsWith("…");
    }

    @Test
    void messages_are_read_in_their_encoding() {
        assertThat(written("encoding ISO-8859-15\n", "\u00a4").subject()).isEqualTo("€");
        assertThat(written("encoding no such\n", "gr\u00fcn").subject()).isEqualTo("grün");
        assertThat(written("", "gr\u00fcn").subject()).isEqualTo("grün");
        assertThat(written("", new String("grün".getBytes(UTF_8), ISO_8859_1)).subject())
                .isEqualTo("grün");
        assertThat(written("encoding US-ASCII\n", "gr\u00fcn").subject()).isEqualTo("gr\ufffdn");
    }

    @Test
    void broken_authors_do_not_stop_the_page() {
        for (String author : List.of(
                "",
                "nobody",
                "<>",
                "A <a@b",
                "A a@b> 1 +0000",
                "A <a@b> x",
                "A <a@b> 99999999999999999999 +0000",
                "A <a@b> 999999999999999999 +0000",
                "<<>> >> - +",
                "A <a@b>1700000000")) {
            Commit commit = withAuthor(author);
            assertThat(commit.author()).isNotNull();
            assertThat(commits.list(1, commit.id(), 0, 10)).containsExactly(commit);
        }
    }

    @Test
    void dates_far_away_are_kept() {
        assertThat(withAuthor("A <a@b> -62135596800 +0000").author().when()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(withAuthor("A <a@b> 253402300799 +0000").author().when()).isEqualTo("9999-12-31T23:59:59Z");
        assertThat(withAuthor("A <a@b> 253402300800 +0000").author().when()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(withAuthor("A <a@b> 0 +9999").author().when()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(withAuthor("A <a@b> 0 -0230").author().when().getOffset().toString())
                .isEqualTo("-02:30");
    }

    @Test
    void an_author_may_have_no_name_or_a_hostile_one() {
        assertThat(withAuthor(" <a@b> 1 +0000").author().name()).isEmpty();
        assertThat(withAuthor("<script>alert(1)</script> <x@y> 1 +0000")
                        .author()
                        .mail())
                .isEqualTo("script");
    }

    @Test
    void the_past_is_listed_in_the_order_of_git_log() {
        bench.build(Histories.tangled(11, 300));
        for (String skip : List.of("0", "7", "150", "299", "400")) {
            assertThat(commits.list(1, bench.id("main"), Integer.parseInt(skip), 40))
                    .extracting(Commit::id)
                    .isEqualTo(bench.lines("log", "--format=%H", "--skip=" + skip, "-40", "main"));
        }
    }

    @Test
    void subjects_bodies_and_parents_are_those_git_shows() {
        bench.build(Histories.tangled(12, 60));
        assertThat(commits.list(1, bench.id("main"), 0, 100))
                .extracting(commit -> commit.subject() + "|" + commit.body() + "|" + String.join(" ", commit.parents()))
                .isEqualTo(bench.lines("log", "--format=%s|%b|%P", "main"));
    }

    @Test
    void a_path_is_followed_as_git_does() {
        bench.build(Histories.tangled(13, 400));
        followsAsGitDoes();
    }

    @Test
    void a_commit_graph_changes_no_answer() {
        bench.build(Histories.tangled(14, 400));
        bench.git("config", "core.commitGraph", "true");
        bench.git("commit-graph", "write", "--reachable", "--changed-paths");
        followsAsGitDoes();
        assertThat(commits.list(1, bench.id("main"), 0, 1_000))
                .extracting(Commit::id)
                .isEqualTo(bench.lines("log", "--format=%H", "main"));
        assertThat(commits.count(1, bench.id("main")))
                .isEqualTo(bench.lines("rev-list", "main").size());
    }

    private void followsAsGitDoes() {
        String start = bench.id("main");
        for (String path : List.of("top", "a", "a/one", "a/b/two", "a/b", "gone", "never", "a/one/x")) {
            assertThat(commits.ofPath(1, start, path, 0, 1_000))
                    .as(path)
                    .extracting(Commit::id)
                    .isEqualTo(bench.lines("--literal-pathspecs", "log", "--format=%H", start, "--", path));
        }
        assertThat(commits.ofPath(1, start, "a", 3, 5))
                .extracting(Commit::id)
                .isEqualTo(bench.lines("log", "--format=%H", "--skip=3", "-5", start, "--", "a"));
    }

    @Test
    void commits_are_counted_also_on_top_of_what_was_counted() {
        Story story = Histories.tangled(15, 100);
        bench.build(story);
        assertThat(commits.count(1, bench.id("main~3")))
                .isEqualTo(bench.lines("rev-list", "main~3").size());
        assertThat(commits.count(1, bench.id("main")))
                .isEqualTo(bench.lines("rev-list", "main").size());
        story.commit("main", "one more");
        bench.build(story);
        assertThat(commits.count(1, bench.id("main")))
                .isEqualTo(bench.lines("rev-list", "main").size());
    }

    @Test
    void an_octopus_merge_has_all_its_parents() {
        Story story = new Story();
        int base = story.commit("main", "base");
        int x = story.branch("x", base).commit("x", "x");
        int y = story.branch("y", base).commit("y", "y");
        story.commit("main", "merge", x, y);
        bench.build(story);
        assertThat(commits.list(1, bench.id("main"), 0, 1).get(0).parents()).hasSize(3);
        assertThat(commits.count(1, bench.id("main"))).isEqualTo(4);
    }

    @Test
    void a_reading_that_takes_too_long_is_refused() {
        bench.build(Histories.tangled(16, 50));
        Commits hasty = new Commits(bench.repositories(), Duration.ZERO);
        assertThatThrownBy(() -> hasty.count(1, bench.id("main")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.UNAVAILABLE));
    }

    @Test
    void an_interrupted_reading_is_refused() {
        bench.build(Histories.tangled(17, 50));
        String main = bench.id("main");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> commits.list(1, main, 0, 10)).isInstanceOf(Refusal.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_shallow_repository_ends_where_it_was_cut() {
        bench.build(Histories.tangled(18, 50));
        String source = "file://" + bench.folder();
        Workbench.runIn(folder, new byte[0], "clone", "--quiet", "--bare", "--depth", "5", source, "2.git");
        String shallow = new String(Workbench.runIn(folder.resolve("2.git"), new byte[0], "rev-list", "main"), UTF_8);
        assertThat(commits.list(2, bench.id("main"), 0, 100))
                .extracting(Commit::id)
                .isEqualTo(shallow.lines().toList());
        assertThat(commits.count(2, bench.id("main")))
                .isEqualTo((int) shallow.lines().count());
    }

    @Test
    void a_fork_reads_what_it_borrows() {
        bench.build(Histories.tangled(19, 50));
        Workbench.runIn(
                folder,
                new byte[0],
                "clone",
                "--quiet",
                "--bare",
                "--shared",
                bench.folder().toString(),
                "2.git");
        assertThat(commits.list(2, bench.id("main"), 0, 100)).isEqualTo(commits.list(1, bench.id("main"), 0, 100));
    }

    @Test
    void a_path_that_cannot_exist_was_never_changed() {
        bench.build(Histories.tangled(20, 5));
        assertThat(commits.ofPath(1, bench.id("main"), "../top", 0, 10)).isEmpty();
        assertThat(commits.ofPath(1, bench.id("main"), "top/", 0, 10)).isEmpty();
    }

    @Test
    void an_unknown_start_is_not_found() {
        assertThatThrownBy(() -> commits.list(1, "1".repeat(40), 0, 1)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> commits.count(1, "main")).isInstanceOf(Refusal.class);
    }
}
