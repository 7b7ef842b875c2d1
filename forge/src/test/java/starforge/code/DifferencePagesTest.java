package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;

/** Differences in both views, and what is compared with what. */
class DifferencePagesTest {
    private static final String PICTURE = "\u0000not really a picture";

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
                .file("dos.txt", "a\r\nthe b line\r\n");
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
        past.branch("many", first);
        past.commit("many", "Eve", "Many files");
        for (int i = 0; i < 310; i++) {
            past.file("f" + i, i + "\n");
        }
        past.file("long.txt", "line\n".repeat(100_000));
        forge.push("story", past);
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    private static String main(String query) {
        return forge.page("/mira/story/c/" + forge.id("story", "main") + query);
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
