package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchTest {
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

    /** Lets Git apply the difference to the older tree, and compares what comes out with the newer. */
    private void applies(String older, String newer) {
        ByteArrayOutputStream diff = new ByteArrayOutputStream();
        diffs.diff(1, bench.id(older), bench.id(newer), diff);
        bench.git("read-tree", older);
        bench.run(diff.toByteArray(), "apply", "--cached", "--allow-empty", "-");
        assertThat(bench.git("write-tree")).isEqualTo(bench.id(newer + "^{tree}"));
    }

    private void appliesBothWays() {
        bench.build(story);
        applies("main~1", "main");
        applies("main", "main~1");
    }

    private String patch(String commit) {
        ByteArrayOutputStream patch = new ByteArrayOutputStream();
        diffs.patch(1, bench.id(commit), patch);
        return patch.toString(UTF_8);
    }

    private Path parentOf(String commit) {
        Path work = folder.resolve("work");
        Workbench.runIn(
                folder,
                new byte[0],
                "clone",
                "--quiet",
                "--no-checkout",
                bench.folder().toString(),
                "work");
        Workbench.runIn(work, new byte[0], "checkout", "--quiet", "--detach", bench.id(commit + "^"));
        return work;
    }

    private static String in(Path work, String... arguments) {
        return new String(Workbench.runIn(work, new byte[0], arguments), UTF_8).stripTrailing();
    }

    @Test
    void every_change_of_a_past_applies() {
        bench.build(Histories.tangled(31, 60));
        List<String> all = bench.lines("rev-list", "main");
        for (int i = 0; i + 7 < all.size(); i += 6) {
            applies(all.get(i + 7), all.get(i));
        }
    }

    @Test
    void random_texts_apply() {
        Random random = new Random(32);
        for (int i = 0; i < 20; i++) {
            story.commit("main", "text " + i);
            StringBuilder text = new StringBuilder();
            for (int line = random.nextInt(60); line > 0; line--) {
                text.append(random.nextInt(6)).append(line > 1 || random.nextBoolean() ? "\n" : "");
            }
            story.file("text", text.toString());
        }
        bench.build(story);
        for (int i = 1; i < 20; i++) {
            applies("main~" + i, "main~" + (i - 1));
        }
    }

    @Test
    void modes_links_submodules_renames_and_empty_files_apply() {
        story.commit("main", "first");
        story.file("run", "x\n")
                .file("becomes", "target")
                .submodule("sub", "1".repeat(40))
                .file("empty", "");
        story.file("moves", "some\nlonger\ncontents\nthat\nmoves\n").file("copied", "a\nlot\nof\nlines\n");
        story.commit("main", "second");
        story.file("100755", "run", "y\n".getBytes(UTF_8)).file("120000", "becomes", "target".getBytes(UTF_8));
        story.submodule("sub", "2".repeat(40)).delete("empty").file("empty2", "");
        story.delete("moves").file("dir/moved", "some\nlonger\ncontents\nthat\nmoved\n");
        story.delete("copied").file("copy1", "a\nlot\nof\nlines\n").file("copy2", "a\nlot\nof\nlines\n");
        appliesBothWays();
    }

    @Test
    void a_file_that_becomes_a_folder_applies() {
        story.commit("main", "first");
        story.file("a", "x\n").file("b/c", "y\n");
        story.commit("main", "second");
        story.delete("a").file("a/x", "x\n").delete("b").file("b", "y\n");
        appliesBothWays();
    }

    @Test
    void binary_files_apply() {
        byte[] content = new byte[30_001];
        new Random(33).nextBytes(content);
        story.commit("main", "first");
        story.file("100644", "grows", new byte[] {0})
                .file("100644", "goes", content)
                .file("100644", "same", content);
        story.commit("main", "second");
        story.file("100644", "grows", content).delete("goes").file("100644", "comes", new byte[] {0, 1, 2});
        appliesBothWays();
    }

    @Test
    void a_text_too_large_for_lines_applies() {
        story.commit("main", "first");
        story.file("large", "some words\n".repeat(500_000));
        story.commit("main", "second");
        story.file("large", "some words\n".repeat(500_001));
        appliesBothWays();
    }

    @Test
    void hostile_names_apply() {
        story.commit("main", "first");
        for (String name : List.of(
                "-h",
                "\"a \\\"b\\\"\"",
                "\"new\\nline\"",
                "a\u202eb",
                "with blank",
                "\"tab\\there\"",
                "ü/日本",
                "\"latin\\351\"",
                "\"back\\\\slash\"",
                "it's",
                "%2e",
                "*",
                "a/b -> c")) {
            story.file(name, "x " + name.hashCode() + "\n");
        }
        story.commit("main", "second");
        story.file("with blank", "changed\n")
                .file("\"latin\\351\"", "changed\n")
                .rename("-h", "\"--exec=\\001\"");
        bench.build(story);
        applies("main~1", "main");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        diffs.diff(1, Diffs.EMPTY_TREE, bench.id("main"), all);
        bench.git("read-tree", "--empty");
        bench.run(all.toByteArray(), "apply", "--cached", "-");
        assertThat(bench.git("write-tree")).isEqualTo(bench.id("main^{tree}"));
    }

    @Test
    void a_patch_becomes_the_same_commit_by_git_am() {
        story.commit("main", "first");
        story.file("a", "one\ntwo\r\nthree");
        story.commit(
                "main",
                "Jürg J. Ex <j@example.org> 1700000000 +0130",
                "Grüße: "
                        + "a long subject that goes on and on, über Berge und Täler, until the line must be broken\n\n"
                        + "Body with ünïcode.\n\nFrom here on\n  indented\n");
        story.file("a", "one\n2\r\ndrei").file("100644", "b", new byte[] {0, 1});
        bench.build(story);
        Path work = parentOf("main");
        Workbench.runIn(work, patch("main").getBytes(UTF_8), "am", "--quiet", "--keep-cr", "--patch-format=mboxrd");
        assertThat(in(work, "log", "-1", "--format=%T|%an|%ae|%ad|%s|%b"))
                .isEqualTo(bench.git("log", "-1", "--format=%T|%an|%ae|%ad|%s|%b", "main"));
    }

    @Test
    void plain_patches_are_taken_by_git_am_too() {
        bench.build(Histories.tangled(34, 30));
        String commit =
                bench.lines("rev-list", "--no-merges", "main", "--", "a", "top").get(2);
        Path work = parentOf(commit);
        Workbench.runIn(work, patch(commit).getBytes(UTF_8), "am", "--quiet");
        assertThat(in(work, "log", "-1", "--format=%T %an %ad %s"))
                .isEqualTo(bench.git("log", "-1", "--format=%T %an %ad %s", commit));
    }

    @Test
    void a_message_cannot_smuggle_in_another_commit() {
        story.commit("main", "first");
        story.file("a", "1\n");
        story.commit(
                "main",
                "second\n\nFrom " + "1".repeat(40)
                        + " Mon Sep 17 00:00:00 2001\nFrom: Evil <e@x>\nSubject: evil\n\nx\n");
        story.file("a", "2\n");
        bench.build(story);
        assertThat(patch("main").lines().filter(line -> line.startsWith("From ")))
                .hasSize(1);
    }

    @Test
    void subjects_names_and_dates_of_any_kind_make_one_header_line_each() {
        String tree = bench.write("tree", "");
        for (String author : List.of(
                "<a@b> 253402300799 +0000", "A\rB: c <x\r@y> -62135596800 +0000", "=?utf-8?q?x?= <a@b> 0 +0000")) {
            String commit = bench.write(
                    "commit", ("tree " + tree + "\nauthor " + author + "\n\n\u0007bell\ttab").getBytes(ISO_8859_1));
            String head = patch(commit).split("\n\n", 2)[0];
            assertThat(head.replace("\n ", " ").lines()).hasSize(7).doesNotContain("B: c");
            assertThat(head).doesNotContain("\r").doesNotContain("\u0007");
        }
    }
}
