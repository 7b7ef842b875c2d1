package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.git.Push;
import starforge.repos.Repo;

/** The list of branches, and deleting one from it. */
class BranchPagesTest {
    private static final String PAGE = "/mira/wood/branches";

    @TempDir
    static Path folder;

    private static FilledForge forge;
    private static Browsing mira;

    @BeforeAll
    static void push() {
        forge = new FilledForge(folder);
        Past past = new Past();
        int first = past.commit("main", "Ada", "Begin");
        past.file("a", "1\n");
        past.commit("main", "Ada", "Go on");
        past.file("a", "2\n");
        past.branch("side", first);
        past.commit("side", "Cleo", "Work aside");
        past.file("b", "1\n");
        past.commit("side", "Cleo", "Work again");
        past.file("b", "2\n");
        past.branch("to/be/deleted", first).branch("Grüße-<b>", first);
        Past many = new Past();
        int root = many.commit("main", "Ada", "Begin");
        for (int i = 0; i < 120; i++) {
            many.branch("topic/" + i, root);
        }
        forge.push("wood", past);
        forge.push("many", many);
        mira = forge.forge().browsing(forge.mira());
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    @Test
    void every_branch_says_how_far_it_is_from_the_default() {
        assertThat(forge.page(PAGE))
                .containsSubsequence(">main<", ">default<", ">side<", "Work again", "2 ahead", "1 behind")
                .contains("href=\"/mira/wood/c/main..side\"", "Gr\u00fc\u00dfe-&lt;b&gt;")
                .doesNotContain("/delete\"");
        assertThat(mira.get(PAGE).body())
                .contains("action=\"/mira/wood/b/side/delete\"")
                .doesNotContain("b/main/delete");
    }

    @Test
    void many_branches_have_pages_and_can_be_searched() {
        assertThat(forge.page("/mira/many/branches"))
                .containsSubsequence(">main<", "topic/0<")
                .contains("page=3\"")
                .hasSizeLessThan(100_000);
        assertThat(forge.page("/mira/many/branches?q=TOPIC/119"))
                .contains("topic/119<")
                .doesNotContain(">main<");
        assertThat(forge.page("/mira/many/branches?q=nosuch")).contains("No branch has this in its name");
    }

    @Test
    void deleted_branch_is_gone_and_told_of_like_a_push() {
        mira.get(PAGE);
        var answer = mira.post("/mira/wood/b/to/be/deleted/delete", Map.of());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(mira.get(PAGE).body())
                .contains("The branch to/be/deleted is deleted.")
                .doesNotContain("b/to/be");
        assertThat(forge.page("/-/events?after=0"))
                .contains("\"ref\":\"refs/heads/to/be/deleted\"")
                .contains("\"new\":\"" + Push.NONE + "\"");
        assertThat(mira.post("/mira/wood/b/to/be/deleted/delete", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void default_branch_stays() {
        mira.get(PAGE);
        var answer = mira.post("/mira/wood/b/main/delete", Map.of());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("The default branch cannot be deleted.");
        assertThat(forge.status("/mira/wood/commits/main")).isEqualTo(200);
    }

    @Test
    void names_that_are_no_branches_delete_nothing() {
        mira.get(PAGE);
        for (String name : List.of("-h", "--all", "..%2fx", "HEAD", "refs/heads/side", "%00", "x".repeat(2_000))) {
            assertThat(mira.post("/mira/wood/b/" + name + "/delete", Map.of()).statusCode())
                    .as(name)
                    .isIn(400, 404);
        }
        assertThat(mira.post("/mira/wood/b/side", Map.of()).statusCode()).isEqualTo(404);
        assertThat(forge.status("/mira/wood/commits/side")).isEqualTo(200);
    }

    @Test
    void only_those_who_may_write_can_delete() {
        Browsing eve = forge.forge().browsing(forge.forge().user("eve"));
        assertThat(eve.post("/mira/wood/b/side/delete", Map.of()).statusCode()).isEqualTo(403);
        assertThat(mira.postBare("/mira/wood/b/side/delete", Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(forge.forge()
                        .browsing()
                        .post("/mira/wood/b/side/delete", Map.of())
                        .statusCode())
                .isEqualTo(302);
        Repo hidden = forge.forge().privateRepo(forge.mira(), "hidden");
        assertThat(eve.post(hidden.url() + "/b/main/delete", Map.of()).statusCode())
                .isEqualTo(404);
    }
}
