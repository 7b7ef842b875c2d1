package starforge.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.repos.Repo;
import starforge.users.User;

/** Releases from their making to their download, over HTTP. */
class ReleasePagesTest {
    @TempDir
    static Path folder;

    private static RunningForge forge;
    private static User owner;
    private static Browsing mira;
    private static Browsing eve;
    private static RealGit git;
    private static int made;

    private Repo repo;

    @BeforeAll
    static void start() throws IOException {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        owner = forge.user("mira");
        mira = forge.browsing(owner);
        eve = forge.browsing(forge.user("eve"));
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
    }

    @BeforeEach
    void push() throws IOException {
        repo = pushed(forge.repo(owner, "lantern" + ++made));
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    private static Repo pushed(Repo to) throws IOException {
        Path work = Files.createDirectories(folder.resolve(to.name().name()));
        git.ok(work, "init", "-q", "-b", "main");
        Files.writeString(work.resolve("a.txt"), "one\n");
        git.ok(work, "add", ".");
        git.ok(work, "commit", "-qm", "Begin");
        String secret = owner.name() + ":" + RunningForge.PASSWORD.replace(" ", "%20") + "@";
        git.ok(work, "push", "-q", forge.address().replace("://", "://" + secret) + to.url(), "main");
        return to;
    }

    private HttpResponse<String> publish(String tag, String title, String notes) {
        mira.get(repo.url() + "/releases/new");
        return mira.post(
                repo.url() + "/releases/new", Map.of("tag", tag, "target", "main", "title", title, "notes", notes));
    }

    private HttpResponse<String> upload(Browsing who, String tag, String name, String content) {
        String form = "--xx\r\nContent-Disposition: form-data; name=\"csrf_token\"\r\n\r\n" + who.token()
                + "\r\n--xx\r\nContent-Disposition: form-data; name=\"filestream\"; filename=\"" + name
                + "\"\r\nContent-Type: text/html\r\n\r\n" + content + "\r\n--xx--\r\n";
        return who.postBody(repo.url() + "/upload/" + tag, "multipart/form-data; boundary=xx", form);
    }

    private List<String> onDisk() throws IOException {
        try (Stream<Path> files = Files.walk(forge.data().resolve("uploads"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(repo.id() + "-"))
                    .toList();
        }
    }

    @Test
    void release_makes_its_tag_as_a_push_would() {
        assertThat(publish("v1.0", "First light", "**new** <script>alert(1)</script>")
                        .statusCode())
                .isEqualTo(303);
        assertThat(eve.get(repo.url() + "/releases").body())
                .contains("First light", "<strong>new</strong>", ">mira</b></a> released this")
                .contains(repo.url() + "/archive/v1.0/" + repo.name().name() + "-v1.0.tar.gz")
                .doesNotContain("<script>alert", "releases/edit");
        assertThat(eve.get("/-/events?after=0").body())
                .containsSubsequence("\"ref\":\"refs/tags/v1.0\"", "\"kind\":\"released\"", "\"tag\":\"v1.0\"");
        String tag = git.ok(folder, "-C", forge.data() + "/git/" + repo.id() + ".git", "cat-file", "tag", "v1.0");
        assertThat(tag).contains("tagger mira <mira@example.org>", "First light");
    }

    @Test
    void file_is_given_out_as_it_came_and_only_to_be_saved() throws IOException {
        publish("v1", "", "");
        mira.get(repo.url() + "/releases/edit/v1");
        assertThat(upload(mira, "v1", "../../evil<b>.html", "<script>\n").statusCode())
                .isEqualTo(303);
        String page = eve.get(repo.url() + "/releases").body();
        assertThat(page).contains("evil_b_.html").doesNotContain("<b>.html");
        var file = eve.get(repo.url() + "/releases/download/v1/evil_b_.html");
        assertThat(file.body()).isEqualTo("<script>\n");
        assertThat(file.headers().map())
                .containsEntry("content-type", List.of("application/octet-stream"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment;");
        assertThat(file.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        String sums = eve.get(repo.url() + "/releases/download/v1/SHA256SUMS").body();
        assertThat(sums).endsWith("  evil_b_.html\n").matches("(?s)[0-9a-f]{64} .*");
        assertThat(page).contains(sums.substring(0, 64));
        assertThat(onDisk()).hasSize(1);
    }

    @Test
    void what_is_wrong_is_said_at_its_field() {
        publish("v1", "", "");
        assertThat(publish("v1", "", "").body()).contains("There is a release of v1 already.");
        assertThat(publish("-h", "", "").body()).contains("may begin with a hyphen");
        assertThat(publish("a..b", "", "").statusCode()).isEqualTo(422);
        assertThat(publish("", "", "").body()).contains("Give it a name.");
        assertThat(publish("v2", "x".repeat(300), "").body()).contains("A title is one line");
        mira.get(repo.url() + "/releases/new");
        assertThat(mira.post(
                                repo.url() + "/releases/new",
                                Map.of("tag", "v3", "target", "--exec=x", "title", "", "notes", "kept <b>"))
                        .body())
                .contains("There is no branch, tag or commit --exec=x here", "kept &lt;b&gt;");
    }

    @Test
    void a_release_stays_when_its_author_deletes_the_account() {
        Browsing sam = forge.browsing(forge.user("sam"));
        mira.get(repo.url() + "/settings/people");
        mira.post(repo.url() + "/settings/people", Map.of("user", "sam", "level", "write"));
        sam.get(repo.url() + "/releases/new");
        sam.post(
                repo.url() + "/releases/new",
                Map.of("tag", "v3", "target", "main", "title", "Last light", "notes", ""));

        sam.get("/settings/delete");
        assertThat(sam.post("/settings/delete", Map.of("confirm", "sam", "current", RunningForge.PASSWORD))
                        .statusCode())
                .isEqualTo(303);

        assertThat(eve.get(repo.url() + "/releases").body())
                .contains("Last light")
                .doesNotContain("sam");
    }

    @Test
    void strangers_change_nothing_and_see_nothing_private() throws IOException {
        publish("v1", "", "");
        for (String path : List.of("/releases/new", "/releases/edit/v1", "/releases/delete/v1", "/releases/drop/v1")) {
            assertThat(eve.post(repo.url() + path, Map.of("tag", "v9")).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(upload(eve, "v1", "a", "b").statusCode()).isEqualTo(403);
        mira.get(repo.url() + "/releases/edit/v1");
        upload(mira, "v1", "a.bin", "b");
        mira.get(repo.url() + "/settings");
        mira.post(repo.url() + "/settings", Map.of("description", "", "private", "true"));
        for (String path : List.of("", "/download/v1/a.bin", "/download/v1/SHA256SUMS")) {
            assertThat(eve.get(repo.url() + "/releases" + path).statusCode()).isEqualTo(404);
            assertThat(mira.get(repo.url() + "/releases" + path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void files_go_with_what_they_belong_to() throws IOException {
        publish("v1", "", "");
        mira.get(repo.url() + "/releases/edit/v1");
        upload(mira, "v1", "a", "1");
        upload(mira, "v1", "b", "2");
        assertThat(upload(mira, "v1", "b", "3").body())
                .contains("has a file b already", "aria-describedby=\"filestream-e filestream-h\"");
        assertThat(upload(mira, "v1", "sha256sums", "3").statusCode()).isEqualTo(422);
        assertThat(onDisk()).hasSize(2);
        mira.post(repo.url() + "/releases/drop/v1", Map.of("name", "a"));
        assertThat(onDisk()).hasSize(1);
        mira.post(repo.url() + "/releases/delete/v1", Map.of());
        assertThat(onDisk()).isEmpty();
        assertThat(eve.get(repo.url() + "/releases").body()).contains("Tagged ");
        publish("v1", "", "");
        mira.get(repo.url() + "/releases/edit/v1");
        upload(mira, "v1", "a", "1");
        mira.post(repo.url() + "/settings/delete", Map.of("confirm", repo.name().toString()));
        assertThat(onDisk()).isEmpty();
    }

    @Test
    void upload_that_is_too_large_or_broken_leaves_nothing() throws IOException {
        publish("v1", "", "");
        mira.get(repo.url() + "/releases/edit/v1");
        var broken = mira.postBody(repo.url() + "/upload/v1", "multipart/form-data; boundary=xx", "--xx\r\nnonsense");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(mira.post(repo.url() + "/upload/v1", Map.of()).statusCode()).isEqualTo(400);
        assertThat(upload(mira, "v1", "", "x").statusCode()).isIn(400, 422);
        assertThat(upload(mira, "nosuch", "a", "x").statusCode()).isEqualTo(404);
        assertThat(upload(mira, "v1", "\u202e", "x".repeat(20_000)).statusCode())
                .isEqualTo(303);
        assertThat(onDisk()).hasSize(1);
        try (Stream<Path> left = Files.list(forge.data().resolve("uploads/incoming"))) {
            assertThat(left).isEmpty();
        }
    }
}
