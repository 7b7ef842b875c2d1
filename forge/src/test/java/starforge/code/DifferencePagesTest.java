package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;

/** Differences in both views, and what is compared with what. */
class DifferencePagesTest {
    private static final String PICTURE = "\u0000not really a picture";

    private static final String JAVA = "/*\n" + " * word if and\n".repeat(9) + " * old if and\n */\nint some = 12;\n";

    @TempDir
    static Path folder;

    private static FilledForge forge;

    @BeforeAll
    static void push() {
        forge = new FilledForge(folder);
        Past past = new Past();
        int first = past.commit("main", "Ada", "Begin");
        past.file("a.txt", "one\nthe word two here\nthree\nfour\n")
                .file("run", "x\n")
                .file("look.png", PICTURE)
                .file("dos.txt", "a\r\nthe b line\r\n")
                .file("Talk.java", JAVA);
        past.commit("main", "Ada", "Change much");
        past.file("a.txt", "one\nthe word 2 here\nmore\nthree\nfour")
                .executable("run", "x\n")
                .file("look.png", PICTURE + "2")
                .file("dos.txt", "a\r\nthe B line\r\n")
                .submodule("lib", "1".repeat(40));
        past.branch("side", first);
        past.commit("side", "Cleo", "Work aside");
        past.file("side.txt", "side\n");
        past.commit("side", "Cleo", "Work again");
        past.file("side.txt", "side\nagain\n");
        past.branch("code", first);
        past.commit("code", "Cleo", "Change code");
        past.file("Talk.java", JAVA.replace("12;", "13; // \u202e<b>").replace("old if", "new if"));
        past.commit("code", "Cleo", "Change too much code");
        past.file("Long.java", "int x = 1;\n".repeat(1_600)).file("Short.java", "int x = 2;\n");
        past.branch("real", first);
        past.commit("real", "Cleo", "Add real code");
        past.file("Real.java", String.join("\n", realCode(1_450)) + "\n");
        past.branch("many", first);
        past.commit("many", "Eve", "Many files");
        for (int i = 0; i < 310; i++) {
            past.file("f" + i, i + "\n");
        }
        past.file("long.txt", "line\n".repeat(100_000));
        forge.push("story", past);
    }

    /** Lines of this program. */
    private static List<String> realCode(int lines) {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/starforge/git"))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(file -> uncheckedLines(file).stream())
                    .limit(lines)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> uncheckedLines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    private static String main(String query) {
        return forge.page("/mira/story/c/" + forge.id("story", "main") + query);
    }

    /** A page with colours: a busy machine may first run out of the time for them. */
    private static String coloured(String path) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String page = forge.page(path);
        while (!page.contains("<span class=\"t\">") && System.nanoTime() < end) {
            page = forge.page(path);
        }
        return page;
    }

    @Test
    void split_view_has_both_sides_beside_each_other() {
        assertThat(main("?view=split"))
                .contains("sf-split-diff")
                .containsPattern("data-s=\"−\">the word <del>two</del> here.*<ins>2</ins> here</td></tr>")
                .containsPattern("<td class=\"sf-n x\"></td><td class=\"x\"></td>.*more</td></tr>")
                .contains("?view=unified\"", "(no line break at the end of the file)");
    }

    @Test
    void lines_have_the_colours_of_the_whole_file_and_marks_in_them() {
        String page = "/mira/story/c/" + forge.id("story", "code~1");
        for (String view : new String[] {"?view=unified", "?view=split"}) {
            assertThat(coloured(page + view))
                    .contains("<span class=\"c\"> * </span><del><span class=\"c\">old</span></del>")
                    .contains("<ins><span class=\"c\">new</span></ins><span class=\"c\"> if and</span>")
                    .contains("<span class=\"t\">int </span>some = <del><span class=\"n\">12</span></del>;")
                    .contains("<span class=\"sf-tag is-warn\">U+202E</span>", "&lt;")
                    .contains("@@ -8,6 +8,6 @@")
                    .doesNotContain("\u202e");
        }
    }

    @Test
    void big_difference_has_no_colours() {
        String page = forge.page("/mira/story/c/" + forge.id("story", "code"));
        assertThat(page).contains("int x = 2;", "int x = 1;").doesNotContain("<span class=\"t\">int </span>");
        String alone = coloured("/mira/story/c/" + forge.id("story", "code") + "?file=Short.java");
        assertThat(alone).contains("<span class=\"t\">int </span>");
    }

    @Test
    void longest_coloured_difference_is_light() throws IOException {
        for (String view : new String[] {"?view=unified", "?view=split"}) {
            String page = coloured("/mira/story/c/" + forge.id("story", "real") + view);
            assertThat(page).contains("+1450");
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(sent)) {
                gzip.write(page.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(sent.size()).as(view).isLessThan(60_000);
        }
    }

    @Test
    void view_is_remembered_by_the_browser() {
        Browsing browser = forge.forge().browsing();
        String page = "/mira/story/c/" + forge.id("story", "main");
        assertThat(browser.get(page).body()).doesNotContain("sf-split-diff");
        browser.get(page + "?view=split");
        assertThat(browser.get(page).body()).contains("sf-split-diff");
        browser.get(page + "?view=nonsense");
        assertThat(browser.get(page).body()).contains("sf-split-diff");
        browser.get(page + "?view=unified");
        assertThat(browser.get(page).body()).doesNotContain("sf-split-diff");
    }

    @Test
    void modes_submodules_pictures_and_line_ends_are_told() {
        assertThat(main("?view=unified"))
                .contains("100644 → 100755", ">submodule<", "Subproject commit " + "1".repeat(40));
        String raw = "/mira/story/raw/" + forge.id("story", "main") + "/f/look.png";
        assertThat(main("?view=unified"))
                .contains("src=\"" + raw + "\" alt=\"After: look.png\"")
                .contains("/raw/" + forge.id("story", "main~1") + "/f/look.png\" alt=\"Before: look.png\"");
        assertThat(forge.get(raw).headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(main("?view=unified")).contains("<del>b</del>").doesNotContain("<del>a</del>");
    }

    @Test
    void change_of_many_files_is_closed_and_short() {
        String page = forge.page("/mira/story/c/" + forge.id("story", "many"));
        assertThat(page).contains("11 more files changed").doesNotContain("<details open");
        assertThat(page).hasSizeLessThan(500_000);
        String alone = forge.page("/mira/story/c/" + forge.id("story", "many") + "?file=long.txt");
        assertThat(alone).contains("too large to show").hasSizeLessThan(30_000);
    }

    @Test
    void three_dots_mean_what_two_do() {
        assertThat(forge.page("/mira/story/c/main...side"))
                .contains("side.txt", "2 commits", "Work again", "The first has 1 commit that the second has not.")
                .contains("href=\"/mira/story/c/side..main\"")
                .doesNotContain("look.png");
    }

    @Test
    void form_leads_to_the_comparison_or_says_what_is_wrong() {
        assertThat(forge.page("/mira/story/c")).contains("name=\"from\" value=\"main\"", "<option value=\"side\">");
        assertThat(forge.get("/mira/story/c?from=main&to=side").headers().firstValue("Location"))
                .hasValue("/mira/story/c/main..side");
        assertThat(forge.page("/mira/story/c?from=side"))
                .contains("name=\"from\" value=\"side\"")
                .doesNotContain("role=\"alert\"");
        var wrong = forge.get("/mira/story/c?from=main&to=--output%3Dx");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("There is no branch, tag or commit --output=x here.");
        assertThat(forge.get("/mira/story/c?from=%3Cb%3E&to=").body())
                .contains("commit &lt;b&gt; here", "Choose a branch, a tag or a commit.");
    }

    @Test
    void patches_of_a_comparison_can_be_taken_by_git() throws Exception {
        Path work = folder.resolve("work");
        forge.git("story", "worktree", "add", "-q", "--detach", work.toString(), "main~1");
        Path patch = Files.writeString(folder.resolve("p"), forge.page("/mira/story/c/main..side.patch"));
        forge.git("story", "-C", work.toString(), "am", "-q", patch.toString());
        assertThat(Files.readString(work.resolve("side.txt"))).isEqualTo("side\nagain\n");
        assertThat(forge.page("/mira/story/c/main..side.patch"))
                .containsSubsequence("Work aside", "Work again")
                .doesNotContain("Change much");
        assertThat(forge.status("/mira/story/c/main..nosuch.patch")).isEqualTo(404);
    }
}
