package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.users.User;

/** Whatever changes, the next reader who is not signed in sees it, though the page was kept before. */
class NeverStaleTest {
    @TempDir
    static Path folder;

    private static RunningForge forge;
    private static RealGit git;
    private static User mira;
    private static Browsing asMira;
    private static Browsing asAdmin;
    private static Browsing reader;

    private String name = "";
    private String page = "";

    @BeforeAll
    static void start() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
        mira = forge.user("mira");
        forge.user("ravi");
        reader = forge.browsing();
        asMira = forge.browsing(mira);
        asAdmin = forge.browsing(forge.admin("ada"));
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    @BeforeEach
    void makeRepository(TestInfo test) {
        name = "of-" + test.getTestMethod().orElseThrow().getName().replace("_", "-");
        page = "/mira/" + name;
        asMira.get("/new");
        asMira.post("/new", Map.of("name", name, "namespace", "mira", "description", "As it was", "readme", "1"));
    }

    /** Makes sure that a page is kept, and gives it. */
    private String kept(String path) {
        HttpResponse<String> answer = reader.get(path);
        for (int i = 0; i < 200 && answer.headers().firstValue("ETag").isEmpty(); i++) {
            answer = reader.get(path);
        }
        assertThat(answer.headers().firstValue("ETag")).as("kept " + path).isPresent();
        return answer.body();
    }

    private String read(String path) {
        return reader.get(path).body();
    }

    private void send(Browsing who, String path, Map<String, String> fields) {
        assertThat(who.post(path, fields).statusCode()).as(path).isEqualTo(303);
    }

    private void push(String file, String branch) {
        Path work = folder.resolve(name);
        if (!Files.exists(work)) {
            git.ok(folder, "clone", "-q", forge.address() + page, name);
        }
        git.ok(work, "checkout", "-q", "-B", branch);
        git.commit(work, file, "text of " + file);
        String password = RunningForge.PASSWORD.replace(" ", "%20");
        git.ok(work, "push", "-q", forge.address().replace("://", "://mira:" + password + "@") + page, branch);
    }

    @Test
    void stars() {
        kept(page);
        kept(page + "/stargazers/");
        kept("/user/mira");
        kept("/user/mira/stars");
        kept("/");
        asMira.get(page);
        asMira.postForJson(page + "/star/1", Map.of());
        assertThat(read(page)).contains("1 stargazer");
        assertThat(read(page + "/stargazers/")).contains("/user/mira\"");
        assertThat(read("/user/mira/stars")).contains(page);
    }

    @Test
    void description() {
        assertThat(kept(page)).doesNotContain("As it is");
        assertThat(kept("/")).contains("As it was");
        send(asMira, page + "/settings", Map.of("description", "As it is"));
        assertThat(read(page)).contains("As it is");
        assertThat(read("/")).contains("As it is");
        assertThat(read("/user/mira")).contains("As it is");
    }

    @Test
    void pushes_and_branches() {
        kept(page);
        kept(page + "/branches");
        kept(page + "/commits/main");
        kept(page + "/activity");
        kept("/user/mira/activity");
        push("second.txt", "main");
        assertThat(read(page + "/activity")).contains("/tree/main");
        assertThat(read("/user/mira/activity")).contains(page + "/tree/main");
        assertThat(read(page)).contains("second.txt");
        assertThat(read(page + "/commits/main")).contains("second.txt");
        assertThat(kept(page + "/branches")).doesNotContain("/tree/topic");
        push("third.txt", "topic");
        assertThat(kept(page + "/branches")).contains("/tree/topic");
        asMira.get(page + "/branches");
        send(asMira, page + "/b/topic/delete", Map.of());
        assertThat(read(page + "/branches")).doesNotContain("/tree/topic");
    }

    @Test
    void default_branch() {
        push("only-there.txt", "there");
        assertThat(kept(page)).doesNotContain("only-there.txt");
        send(asMira, page + "/settings", Map.of("description", "As it was", "default_branch", "there"));
        assertThat(read(page)).contains("only-there.txt");
    }

    @Test
    void privacy() {
        kept(page);
        kept(page + "/commits/main");
        assertThat(kept("/")).contains(page);
        send(asMira, page + "/settings", Map.of("description", "", "private", "1"));
        assertThat(reader.get(page).statusCode()).isEqualTo(404);
        assertThat(reader.get(page + "/commits/main").statusCode()).isEqualTo(404);
        assertThat(read("/")).doesNotContain(page);
        assertThat(read("/user/mira")).doesNotContain(page);
        send(asMira, page + "/settings", Map.of("description", ""));
        assertThat(reader.get(page).statusCode()).isEqualTo(200);
    }

    @Test
    void another_name() {
        kept(page);
        asMira.get(page + "/settings");
        send(asMira, page + "/settings/rename", Map.of("new_name", name + "-new"));
        assertThat(leadsTo(page)).isEqualTo(page + "-new");
        assertThat(reader.get(page + "-new").statusCode()).isEqualTo(200);
        assertThat(read("/user/mira")).contains(page + "-new");
    }

    @Test
    void a_fork_and_its_parents_name() {
        Browsing asRavi = forge.browsing(forge.desk().users().get("ravi"));
        kept(page);
        kept(page + "/forks");
        send(asRavi, "/do_fork" + page, Map.of());
        String fork = "/fork/ravi" + page + "/forks";
        assertThat(read(page + "/forks")).contains("/fork/ravi" + page);
        assertThat(kept(fork)).contains(page);
        asMira.get(page + "/settings");
        send(asMira, page + "/settings/rename", Map.of("new_name", name + "-new"));
        assertThat(read(fork)).contains(page.substring(1) + "-new");
        send(asMira, page + "-new/settings", Map.of("description", "", "private", "1"));
        assertThat(read(fork)).doesNotContain(page.substring(1) + "-new");
    }

    @Test
    void another_owner_and_read_only() {
        kept(page);
        asMira.get(page + "/settings");
        send(asMira, page + "/settings/archive", Map.of("archived", "1"));
        String archived = read(page);
        assertThat(archived).isNotEqualTo(kept("/user/mira")).contains("rchived");
        kept(page);
        send(asMira, page + "/settings/transfer", Map.of("new_owner", "ravi", "confirm_transfer", "mira/" + name));
        assertThat(leadsTo(page)).isEqualTo("/ravi/" + name);
        assertThat(reader.get("/ravi/" + name).statusCode()).isEqualTo(200);
    }

    private String leadsTo(String former) {
        return reader.get(former).headers().firstValue("Location").orElse("nowhere");
    }

    @Test
    void the_end() {
        kept(page);
        kept("/user/mira");
        asMira.get(page + "/settings");
        send(asMira, page + "/settings/delete", Map.of("confirm", "mira/" + name));
        assertThat(reader.get(page).statusCode()).isEqualTo(404);
        assertThat(read("/user/mira")).doesNotContain(page);
    }

    @Test
    void releases() {
        kept(page + "/releases");
        asMira.get(page + "/releases/new");
        send(asMira, page + "/releases/new", Map.of("tag", "v1", "target", "main", "title", "The first"));
        assertThat(kept(page + "/releases")).contains("The first");
        send(asMira, page + "/releases/edit/v1", Map.of("title", "The very first"));
        assertThat(kept(page + "/releases")).contains("The very first");
        send(asMira, page + "/releases/delete/v1", Map.of());
        assertThat(read(page + "/releases")).doesNotContain("The very first");
    }

    @Test
    void people() {
        assertThat(reader.get("/user/newcomer").statusCode()).isEqualTo(404);
        forge.user("newcomer");
        kept("/user/newcomer");
        Browsing newcomer = forge.browsing(forge.desk().users().get("newcomer"));
        newcomer.get("/settings");
        send(newcomer, "/settings/profile", Map.of("full_name", "New Comer", "about", "Just arrived"));
        assertThat(kept("/user/newcomer")).contains("New Comer").contains("Just arrived");
        String before = kept("/user/newcomer");
        asAdmin.get("/admin/users/newcomer");
        send(asAdmin, "/admin/users/newcomer/block", Map.of("blocked", "1"));
        assertThat(read("/user/newcomer")).isNotEqualTo(before);
        send(asAdmin, "/admin/users/newcomer/delete", Map.of("confirm", "newcomer"));
        assertThat(reader.get("/user/newcomer").statusCode()).isEqualTo(404);
    }

    @Test
    void the_theme_of_all() {
        assertThat(kept("/")).doesNotContain("heather.css");
        asAdmin.get("/admin/appearance");
        send(asAdmin, "/admin/appearance", Map.of("theme", "heather"));
        assertThat(kept("/")).contains("heather.css");
        send(asAdmin, "/admin/appearance", Map.of("theme", "default"));
        assertThat(read("/")).doesNotContain("heather.css");
    }

    @Test
    void a_repository_that_is_new() {
        kept("/");
        kept("/user/mira");
        asMira.get("/new");
        send(asMira, "/new", Map.of("name", name + "-2", "namespace", "mira"));
        assertThat(read("/")).contains(page + "-2");
        assertThat(read("/user/mira")).contains(page + "-2");
    }
}
