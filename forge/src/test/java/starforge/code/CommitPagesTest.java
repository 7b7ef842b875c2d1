package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits, what they changed, and lists of them, over HTTP. */
class CommitPagesTest {
    @TempDir
    static Path folder;

    private static FilledForge forge;

    @BeforeAll
    static void push() {
        forge = new FilledForge(folder);
        Past past = new Past();
        int first = past.commit("main", "Ada", "Begin\n\nThe reason is https://why.example/x.\n");
        past.file("a.txt", "one\nthe word two here\nthree\n").file("old name", "moves\n".repeat(10));
        past.commit("main", "Bob", "Change a word");
        past.file("a.txt", "one\nthe word 2 here\nthree\n").delete("old name").file("new name", "moves\n".repeat(10));
        past.branch("side", first);
        past.commit("side", "Cleo", "Work aside");
        past.file("side.txt", "side\n");
        past.commit("main", "Ada", "Join the side", "side");
        past.file("side.txt", "side\n");
        past.commit("main", "Ada", "Write a lot");
        past.file("big.txt", "line\n".repeat(4_000)).file("bin", "\u0000");
        past.tag("v1", "First one\n\nwith notes");
        forge.push("story", past);
        Past busy = new Past();
        for (int i = 1; i <= 120; i++) {
            busy.commit("main", "Ada", "Step " + i + ".");
            busy.file(i % 2 == 0 ? "even" : "odd", i + "\n");
        }
        forge.push("busy", busy);
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    private static String page(String path) {
        return forge.page("/mira/story" + path);
    }

    private static String id(String expression) {
        return forge.id("story", expression);
    }

    @Test
    void a_comparison_can_be_taken_as_text() {
        assertThat(page("/c/" + id("main~1") + "..main.diff"))
                .startsWith("diff --git a/big.txt b/big.txt")
                .contains("+line");
    }

    @Test
    void commit_says_who_what_and_why() {
        assertThat(page("/c/" + id("main~3")))
                .contains("<b>Ada</b> committed")
                .contains("<h2 id=\"subject\">Begin</h2>")
                .contains("<a href=\"https://why.example/x\"")
                .contains("The first commit")
                .contains("href=\"/mira/story/tree/" + id("main~3") + "\"")
                .contains("<b class=\"is-ok\">+13</b>");
        assertThat(page("/c/" + id("main~2").substring(0, 8)))
                .contains("Change a word")
                .contains("href=\"/mira/story/c/" + id("main~3") + "\"");
    }

    @Test
    void commit_shows_changed_words_and_renames() {
        assertThat(page("/c/" + id("main~2")))
                .contains("<del>two</del>")
                .contains("<ins>2</ins>")
                .contains("old name → new name")
                .contains("href=\"/mira/story/blob/" + id("main~2") + "/f/a.txt\"")
                .contains("href=\"#f1\"");
    }

    @Test
    void merge_is_compared_with_its_first_parent() {
        assertThat(page("/c/" + id("main~1")))
                .contains("This merges 2 lines of history")
                .contains(id("side"))
                .contains("side.txt")
                .doesNotContain("a.txt");
    }

    @Test
    void long_change_is_left_out_and_shown_alone() {
        String page = page("/c/" + id("main"));
        String alone = "/c/" + id("main") + "?file=big.txt";
        assertThat(page)
                .contains("href=\"/mira/story" + alone + "\"")
                .contains("+4000")
                .hasSizeLessThan(30_000);
        assertThat(page).contains("A binary file");
        assertThat(page(alone)).contains("data-n=\"4000\"").doesNotContain("A binary file");
        assertThat(forge.status("/mira/story/c/" + id("main") + "?file=nosuch")).isEqualTo(404);
    }

    @Test
    void patch_and_diff_are_those_of_git() {
        String commit = id("main~2");
        var patch = forge.get("/mira/story/c/" + commit + ".patch");
        assertThat(patch.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(patch.body()).startsWith("From " + commit).contains("Subject: [PATCH] Change a word");
        String diff = forge.page("/mira/story/c/" + commit + ".diff");
        assertThat(diff.strip()).isEqualTo(forge.git("story", "diff", "-M", "--full-index", commit + "~1", commit));
        assertThat(forge.head("/mira/story/c/" + commit + ".diff").body()).isEmpty();
        assertThat(forge.status("/mira/story/c/nosuch.patch")).isEqualTo(404);
    }

    @Test
    void range_shows_what_one_side_did() {
        assertThat(page("/c/side..main"))
                .contains("<ins>2</ins>")
                .contains("big.txt")
                .doesNotContain("side.txt\"");
        assertThat(page("/c/main..side")).contains("No file changed");
        assertThat(page("/c/" + id("main~3") + "..v1?file=big.txt")).contains("data-n=\"4000\"");
        for (String path : new String[] {"/c/main..nosuch", "/c/..main", "/c/main..", "/c/main....side"}) {
            assertThat(forge.status("/mira/story" + path)).as(path).isEqualTo(404);
        }
    }

    @Test
    void commits_that_are_not_there_are_not_found() {
        String blob = id("main:a.txt");
        for (String path : new String[] {
            "/c/main",
            "/c/" + blob,
            "/c/123456",
            "/c/" + "0".repeat(40),
            "/c/HEAD",
            "/commits/nosuch",
            "/commits/main?page=2",
            "/history/nosuch?identifier=main",
            "/history/a.txt?identifier=nosuch",
            "/branches/x"
        }) {
            assertThat(forge.status("/mira/story" + path)).as(path).isEqualTo(404);
        }
    }

    @Test
    void commits_are_listed_by_day_fifty_a_page() {
        String first = forge.page("/mira/busy/commits/main");
        assertThat(first)
                .containsSubsequence("class=\"sf-day\"", "Step 120.", "Step 71.")
                .doesNotContain("Step 70.");
        assertThat(first)
                .contains("href=\"/mira/busy/commits/main?page=2\" rel=\"next\"")
                .doesNotContain("rel=\"prev\"");
        String last = forge.page("/mira/busy/commits/main?page=3");
        assertThat(last).contains("Step 1.").contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
        assertThat(forge.get("/mira/busy/commits").headers().firstValue("Location"))
                .hasValue("/mira/busy/commits/main");
    }

    @Test
    void history_of_a_path_has_only_its_commits() {
        assertThat(forge.page("/mira/busy/history/odd?identifier=main"))
                .contains("Step 119.")
                .doesNotContain("Step 120.")
                .contains("href=\"/mira/busy/history/odd?identifier=main&amp;page=2\"");
        assertThat(forge.page("/mira/busy/history/odd")).contains("Step 119.");
        assertThat(page("/history/old%20name?identifier=v1"))
                .contains("Change a word")
                .contains("Begin");
    }

    @Test
    void branches_and_tags_lead_to_files_and_commits() {
        assertThat(page("/branches"))
                .containsSubsequence(">main<", ">default<", "Write a lot", ">side<", "Work aside")
                .contains("href=\"/mira/story/c/" + id("side") + "\"");
        assertThat(page("/branches?q=SID")).contains(">side<").doesNotContain("/tree/main\"");
        assertThat(page("/branches?q=nosuch")).contains("No branch has this");
    }
}
