package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.access.Refusal;

class DiffsTest {
    @TempDir
    Path folder;

    private Workbench bench;
    private Diffs diffs;
    private final Story story = new Story();

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
        diffs = new Diffs(bench.repositories());
    }

    private CommitDiff latest() {
        bench.build(story);
        return diffs.of(1, bench.id("main"));
    }

    private FileDiff only() {
        CommitDiff diff = latest();
        assertThat(diff.files()).hasSize(1);
        return diff.files().get(0);
    }

    private static String numbered(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private static String indented(int from, int to) {
        return numbered(from, to).replace("line", " line");
    }

    private static List<String> shown(Hunk hunk) {
        return hunk.lines().stream()
                .map(line -> line.kind().name().charAt(0) + " " + line.oldNo() + " " + line.newNo() + " " + line.text()
                        + (line.noNewline() ? " $" : ""))
                .toList();
    }

    @Test
    void a_first_commit_is_compared_with_nothing() {
        story.commit("main", "first");
        story.file("a", "x\ny\n");
        FileDiff diff = only();
        assertThat(diff.change()).isEqualTo(FileDiff.Change.ADDED);
        assertThat(diff.oldMode()).isEmpty();
        assertThat(diff.newMode()).isEqualTo("100644");
        assertThat(diff.added()).isEqualTo(2);
        assertThat(diff.hunks().get(0).header()).isEqualTo("@@ -0,0 +1,2 @@");
        assertThat(shown(diff.hunks().get(0))).containsExactly("A 0 1 x", "A 0 2 y");
        assertThat(diffs.of(1, bench.id("main")).base()).isEqualTo(Diffs.EMPTY_TREE);
    }

    @Test
    void changes_come_in_hunks_with_three_lines_around() {
        story.commit("main", "first");
        story.file("a", "int main() {\n" + indented(1, 30));
        story.commit("main", "second");
        story.file("a", "int main() {\n" + indented(1, 9) + "new\n" + indented(11, 28) + "x\n" + indented(29, 30));
        FileDiff diff = only();
        assertThat(diff.hunks())
                .extracting(Hunk::header)
                .containsExactly("@@ -8,7 +8,7 @@ int main() {", "@@ -27,5 +27,6 @@");
        assertThat(shown(diff.hunks().get(0)))
                .containsExactly(
                        "C 8 8  line 7",
                        "C 9 9  line 8",
                        "C 10 10  line 9",
                        "D 11 0  line 10",
                        "A 0 11 new",
                        "C 12 12  line 11",
                        "C 13 13  line 12",
                        "C 14 14  line 13");
        assertThat(diff.added()).isEqualTo(2);
        assertThat(diff.deleted()).isEqualTo(1);
    }

    @Test
    void the_words_that_changed_are_marked() {
        story.commit("main", "first");
        story.file("a", "return count(first, last);\n");
        story.commit("main", "second");
        story.file("a", "return total(first, last + 1);\n");
        List<Line> lines = only().hunks().get(0).lines();
        assertThat(lines.get(0).spans())
                .containsExactly(
                        new Span("return ", false), new Span("count", true), new Span("(first, last);", false));
        assertThat(lines.get(1).spans())
                .containsExactly(
                        new Span("return ", false),
                        new Span("total", true),
                        new Span("(first, last", false),
                        new Span(" + 1", true),
                        new Span(");", false));
    }

    @Test
    void lines_with_nothing_in_common_are_not_marked() {
        assertThat(WordDiff.compare("one two three", "something else").old())
                .containsExactly(new Span("one two three", false));
        assertThat(WordDiff.compare("", "x").old()).containsExactly(new Span("", false));
        assertThat(WordDiff.compare("a 😀 b", "a 😁 b").now()).contains(new Span("😁", true));
        assertThat(WordDiff.compare("x ".repeat(3_000), "x ".repeat(2_999) + "y ")
                        .now())
                .hasSize(3);
    }

    @Test
    void a_missing_last_newline_is_noted() {
        story.commit("main", "first");
        story.file("a", "x\ny");
        story.commit("main", "second");
        story.file("a", "x\ny\n");
        assertThat(shown(only().hunks().get(0))).containsExactly("C 1 1 x", "D 2 0 y $", "A 0 2 y");
    }

    @Test
    void a_changed_line_end_is_a_change() {
        story.commit("main", "first");
        story.file("a", "x\r\ny\r\n");
        story.commit("main", "second");
        story.file("a", "x\ny\r\n");
        assertThat(shown(only().hunks().get(0))).containsExactly("D 1 0 x\r", "A 0 1 x", "C 2 2 y\r");
    }

    @Test
    void a_rename_is_seen_also_when_the_contents_changed_a_little() {
        story.commit("main", "first");
        story.file("old/a", numbered(1, 50)).file("same", "unchanged contents of a file\n");
        story.commit("main", "second");
        story.rename("same", "moved").delete("old/a").file("new/b", numbered(1, 49));
        assertThat(latest().files())
                .extracting(file -> file.change() + " " + file.oldPath() + " " + file.newPath() + " " + file.deleted())
                .containsExactly("RENAMED same moved 0", "RENAMED old/a new/b 1");
    }

    @Test
    void modes_links_and_submodules_are_told() {
        story.commit("main", "first");
        story.file("run", "x\n").file("becomes", "target").submodule("sub", "1".repeat(40));
        story.commit("main", "second");
        story.file("100755", "run", "x\n".getBytes(UTF_8)).file("120000", "becomes", "target".getBytes(UTF_8));
        story.submodule("sub", "2".repeat(40));
        List<FileDiff> files = latest().files();
        assertThat(files)
                .extracting(file -> file.change() + " " + file.newPath() + " " + file.oldMode() + " " + file.newMode())
                .containsExactlyInAnyOrder(
                        "DELETED becomes 100644 ",
                        "ADDED becomes  120000",
                        "MODIFIED run 100644 100755",
                        "MODIFIED sub 160000 160000");
        assertThat(shown(files.get(3).hunks().get(0)))
                .containsExactly(
                        "D 1 0 Subproject commit " + "1".repeat(40), "A 0 1 Subproject commit " + "2".repeat(40));
        assertThat(files.get(2).hunks()).isEmpty();
    }

    @Test
    void binary_and_huge_files_have_no_hunks() {
        story.commit("main", "first");
        story.file("100644", "binary", new byte[] {1, 0, 2}).file("huge", "x\n".repeat(300_000));
        List<FileDiff> files = latest().files();
        assertThat(files.get(0).binary()).isTrue();
        assertThat(files.get(1).tooBig()).isTrue();
        assertThat(files).allMatch(file -> file.hunks().isEmpty());
    }

    @Test
    void letters_are_read_from_what_they_are_written_in_and_long_lines_are_cut() {
        story.commit("main", "first");
        story.file("100644", "latin", "gr\u00fcn\n".getBytes(ISO_8859_1)).file("long", "y".repeat(100_000) + "\n");
        List<FileDiff> files = latest().files();
        assertThat(files.get(0).hunks().get(0).lines().get(0).text()).isEqualTo("grün");
        assertThat(files.get(1).hunks().get(0).lines().get(0).text())
                .hasSize(5_001)
                .endsWith("…");
    }

    @Test
    void what_does_not_fit_the_page_is_collapsed_and_can_be_loaded_alone() {
        story.commit("main", "first");
        story.file("a", numbered(1, 2_000)).file("b", numbered(1, 2_000)).file("c", numbered(1, 500));
        story.file("d", numbered(1, 25_000));
        CommitDiff diff = latest();
        assertThat(diff.files())
                .extracting(file -> file.newPath() + file.collapsed() + file.added())
                .containsExactly("afalse2000", "btrue2000", "cfalse500", "dtrue25000");
        assertThat(diff.added()).isEqualTo(29_500);
        assertThat(diffs.file(1, diff.base(), diff.commit(), "b")
                        .orElseThrow()
                        .hunks()
                        .get(0)
                        .lines())
                .hasSize(2_000);
        assertThat(diffs.file(1, diff.base(), diff.commit(), "d").orElseThrow().tooBig())
                .isTrue();
        assertThat(diffs.file(1, diff.base(), diff.commit(), "e")).isEmpty();
    }

    @Test
    void at_most_three_hundred_files_are_shown_and_all_are_counted() {
        story.commit("main", "first");
        IntStream.range(0, 400).forEach(i -> story.file("f" + i, "x\n"));
        CommitDiff diff = latest();
        assertThat(diff.files()).hasSize(300);
        assertThat(diff.changed()).isEqualTo(400);
    }

    @Test
    void two_commits_are_compared_from_where_they_parted() {
        int base = story.commit("main", "base");
        story.file("a", "a\n").branch("topic", base);
        story.commit("topic", "mine");
        story.file("mine", "m\n");
        story.commit("main", "theirs");
        story.file("theirs", "t\n");
        bench.build(story);
        CommitDiff diff = diffs.between(1, bench.id("main"), bench.id("topic"));
        assertThat(diff.files()).extracting(FileDiff::newPath).containsExactly("mine");
        assertThat(diff.base()).isEqualTo(bench.git("merge-base", "main", "topic"));
    }

    @Test
    void pasts_with_nothing_in_common_are_compared_directly() {
        story.commit("main", "one");
        story.file("a", "a\n");
        story.commit("other", "two");
        story.file("b", "b\n");
        bench.build(story);
        assertThat(diffs.mergeBase(1, bench.id("main"), bench.id("other"))).isEmpty();
        assertThat(diffs.between(1, bench.id("main"), bench.id("other")).files())
                .hasSize(2);
    }

    @Test
    void merge_bases_are_among_those_of_git() {
        bench.build(Histories.tangled(21, 120));
        List<String> all = bench.lines("rev-list", "main");
        for (int i = 0; i + 20 < all.size(); i += 5) {
            assertThat(bench.lines("merge-base", "--all", all.get(i), all.get(i + 17)))
                    .contains(diffs.mergeBase(1, all.get(i), all.get(i + 17)).orElseThrow());
        }
    }

    @Test
    void unknown_commits_are_not_found() {
        story.commit("main", "first");
        bench.build(story);
        assertThatThrownBy(() -> diffs.of(1, "2".repeat(40))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> diffs.between(1, bench.id("main"), "main")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> diffs.of(1, bench.id("main^{tree}"))).isInstanceOf(Refusal.class);
    }

    @Test
    void contents_made_to_take_long_are_compared_all_the_same() {
        story.commit("main", "first");
        story.file("a", "a\nb\n".repeat(60_000));
        story.commit("main", "second");
        story.file("a", "b\nb\na\n".repeat(40_000));
        FileDiff diff = only();
        assertThat(diff.added()).isEqualTo(diff.deleted()).isPositive();
    }

    @Test
    void a_tree_nested_without_end_is_refused() {
        String tree = bench.write("tree", "");
        for (int i = 0; i < 320; i++) {
            tree = new String(bench.run(("040000 tree " + tree + "\td\n").getBytes(UTF_8), "mktree"), UTF_8).strip();
        }
        String commit = bench.write("commit", "tree " + tree + "\n\n");
        assertThatThrownBy(() -> diffs.of(1, commit)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_tree_that_holds_itself_ten_times_on_each_floor_takes_no_thread_for_ever() {
        String tree = bench.write("tree", "");
        for (int floor = 0; floor < 12; floor++) {
            StringBuilder copies = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                copies.append("040000 tree ")
                        .append(tree)
                        .append('\t')
                        .append(i)
                        .append('\n');
            }
            tree = new String(bench.run(copies.toString().getBytes(UTF_8), "mktree"), UTF_8).strip();
        }
        String commit = bench.write("commit", "tree " + tree + "\n\n");
        Diffs hasty = new Diffs(bench.repositories(), Duration.ofMillis(300), Duration.ofMillis(300));
        assertThatThrownBy(() -> hasty.of(1, commit))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.UNAVAILABLE));
    }

    @Test
    void every_second_line_changed_is_told_line_by_line() {
        story.commit("main", "first");
        story.file(
                "a",
                IntStream.range(0, 1_000)
                        .mapToObj(i -> "same " + i + "\nold " + i + "\n")
                        .collect(Collectors.joining()));
        story.commit("main", "second");
        story.file(
                "a",
                IntStream.range(0, 1_000)
                        .mapToObj(i -> "same " + i + "\nnew " + i + "\n")
                        .collect(Collectors.joining()));
        FileDiff diff = only();
        assertThat(diff.added()).isEqualTo(1_000);
        assertThat(diff.hunks()).hasSize(1);
    }
}
