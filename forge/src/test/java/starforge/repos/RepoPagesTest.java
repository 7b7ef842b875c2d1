package starforge.repos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.users.User;

/** Making, forking, sharing, renaming and deleting repositories in the browser. */
class RepoPagesTest {
    @TempDir
    private static Path folder;

    private static RunningForge forge;
    private static RealGit git;
    private static User mira;
    private static User ravi;
    private static Browsing asMira;
    private static Browsing asRavi;

    @BeforeAll
    static void two_people() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
        mira = forge.user("mira");
        ravi = forge.user("ravi");
        asMira = forge.browsing(mira);
        asRavi = forge.browsing(ravi);
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    private static int push(String user, String repo, String folderName) {
        Path work = git.init(folder.resolve(folderName));
        git.commit(work, "file.txt", folderName);
        String remote = forge.address().replace("://", "://" + user + ":correct%20horse@") + "/" + repo + ".git";
        return git.run(work, "push", "-q", remote, "HEAD:refs/heads/" + folderName)
                .exit();
    }

    @Test
    void a_repository_begins_with_a_readme_when_asked() {
        asMira.get("/new");
        HttpResponse<String> made = asMira.post(
                "/new", Map.of("namespace", "mira", "name", "begun", "description", "About it", "readme", "1"));

        assertThat(made.headers().firstValue("Location")).contains("/mira/begun");
        assertThat(asMira.get("/mira/begun").body()).contains("README.md").contains("About it");
        assertThat(git.run(folder, "clone", "-q", forge.address() + "/mira/begun", "begun")
                        .exit())
                .isZero();
    }

    @Test
    void a_project_can_stand_for_itself_without_a_namespace() {
        asMira.get("/new");
        assertThat(asMira.post("/new", Map.of("name", "alone")).headers().firstValue("Location"))
                .contains("/alone");
        assertThat(asMira.get("/alone").statusCode()).isEqualTo(200);
    }

    @Test
    void wrong_names_come_back_with_the_form() {
        asMira.get("/new");
        HttpResponse<String> spaced = asMira.post("/new", Map.of("name", "my lantern", "description", "kept"));
        assertThat(spaced.statusCode()).isEqualTo(422);
        assertThat(spaced.body()).contains("Try my-lantern").contains("kept").contains("aria-invalid=\"true\"");
        assertThat(asMira.post("/new", Map.of("name", "x", "namespace", "ravi")).statusCode())
                .isEqualTo(422);
        asMira.post("/new", Map.of("name", "taken", "namespace", "mira"));
        assertThat(asMira.post("/new", Map.of("name", "TAKEN", "namespace", "mira"))
                        .body())
                .contains("already");
    }

    @Test
    void a_collaborator_may_push_and_a_stranger_may_not() {
        forge.repo(mira, "shared");
        assertThat(push("ravi", "mira/shared", "before")).isNotZero();
        asMira.get("/mira/shared/settings");
        asMira.post("/mira/shared/settings/people", Map.of("user", "ravi", "level", "write"));
        assertThat(push("ravi", "mira/shared", "after")).isZero();

        assertThat(asRavi.get("/mira/shared/settings").statusCode()).isEqualTo(403);
        assertThat(forge.browsing().get("/mira/shared/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void settings_change_description_default_branch_and_visibility() {
        forge.repo(mira, "tuned");
        push("mira", "mira/tuned", "one");
        push("mira", "mira/tuned", "two");
        asMira.get("/mira/tuned/settings");
        asMira.post(
                "/mira/tuned/settings",
                Map.of("description", "Well tuned", "default_branch", "two", "private", "true"));

        assertThat(asMira.get("/mira/tuned").body())
                .contains("Well tuned")
                .contains("two")
                .contains("Private");
        assertThat(asRavi.get("/mira/tuned").statusCode()).isEqualTo(404);
        HttpResponse<String> wrong =
                asMira.post("/mira/tuned/settings", Map.of("description", "", "default_branch", "three"));
        assertThat(wrong.statusCode()).isEqualTo(422);
    }

    @Test
    void the_front_page_leads_to_the_web_address_once_there_is_one() {
        forge.repo(mira, "sited");
        push("mira", "mira/sited", "sited");
        assertThat(asMira.get("/mira/sited").body()).doesNotContain("rel=\"nofollow noopener\"");
        asMira.get("/mira/sited/settings");
        asMira.post("/mira/sited/settings", Map.of("website", "https://lantern.example/a?b=1&c=2"));

        assertThat(asMira.get("/mira/sited").body())
                .contains("href=\"https://lantern.example/a?b=1&amp;c=2\" rel=\"nofollow noopener\"");
    }

    @Test
    void a_renamed_repository_answers_under_its_new_name() {
        forge.repo(mira, "old");
        asMira.get("/mira/old/settings");
        assertThat(asMira.post("/mira/old/settings/rename", Map.of("new_name", "tree"))
                        .statusCode())
                .isEqualTo(422);
        asMira.post("/mira/old/settings/rename", Map.of("new_name", "young"));

        assertThat(asMira.get("/mira/young").statusCode()).isEqualTo(200);
        assertThat(push("mira", "mira/young", "fresh")).isZero();
    }

    @Test
    void an_old_address_leads_to_the_new_one_and_still_takes_pushes() {
        forge.repo(mira, "early");
        asMira.get("/mira/early/settings");
        asMira.post("/mira/early/settings/rename", Map.of("new_name", "late"));

        assertThat(push("mira", "mira/early", "moved")).isZero();
        assertThat(leadsTo("/mira/early")).isEqualTo("/mira/late");
        assertThat(leadsTo("/mira/early/commits/a%2Fb?page=2&x=/")).isEqualTo("/mira/late/commits/a%2Fb?page=2&x=/");
        assertThat(leadsTo("/mira/early?x=/y")).isEqualTo("/mira/late?x=/y");
        forge.repo(mira, "early");
        assertThat(asMira.get("/mira/early").statusCode()).isEqualTo(200);
    }

    @Test
    void an_old_address_says_nothing_to_those_who_may_not_see_the_new_one() {
        forge.privateRepo(mira, "shy");
        asMira.get("/mira/shy/settings");
        asMira.post("/mira/shy/settings/rename", Map.of("new_name", "shyer"));

        assertThat(asRavi.get("/mira/shy").statusCode()).isEqualTo(404);
        assertThat(asMira.get("/mira/shy").statusCode()).isEqualTo(302);
    }

    private String leadsTo(String address) {
        return asRavi.get(address).headers().firstValue("Location").orElse("");
    }

    @Test
    void deleting_needs_the_full_name_and_leaves_forks_whole() {
        forge.repo(mira, "doomed");
        push("mira", "mira/doomed", "main");
        asRavi.get("/mira/doomed");
        HttpResponse<String> forked = asRavi.post("/do_fork/mira/doomed", Map.of());
        assertThat(forked.headers().firstValue("Location")).contains("/fork/ravi/mira/doomed");
        assertThat(asRavi.get("/fork/ravi/mira/doomed").body()).contains("forked from");
        assertThat(asRavi.get("/mira/doomed/forks").body()).contains("/fork/ravi/mira/doomed");
        assertThat(asRavi.post("/do_fork/mira/doomed", Map.of()).statusCode()).isEqualTo(303);

        asMira.get("/mira/doomed/settings");
        assertThat(asMira.post("/mira/doomed/settings/delete", Map.of("confirm", "doomed"))
                        .statusCode())
                .isEqualTo(422);
        asMira.post("/mira/doomed/settings/delete", Map.of("confirm", "mira/doomed"));

        assertThat(asMira.get("/mira/doomed").statusCode()).isEqualTo(404);
        assertThat(asRavi.get("/fork/ravi/mira/doomed").body())
                .contains("file.txt")
                .doesNotContain("forked from");
        git.ok(folder, "clone", "-q", forge.address() + "/forks/ravi/mira/doomed.git", "survivor");
        assertThat(git.run(folder.resolve("survivor"), "fsck", "--strict").exit())
                .isZero();
    }
}
