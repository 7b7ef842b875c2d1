package starforge.flags;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.live.Watching;
import starforge.repos.Repo;
import starforge.users.User;

/** Programs say by Pagure's API what they think of a commit, and people see it wherever the commit is. */
class FlagApiTest {
    private static final String FINE =
            "username=Jenkins&comment=Tests+passed&url=https://ci.example/7&status=success&percent=100";

    @TempDir
    Path folder;

    private RunningForge forge;
    private User mira;
    private Repo lantern;
    private String token;
    private String commit;

    @BeforeEach
    void a_repository_with_a_commit() throws Exception {
        forge = RunningForge.on(folder.resolve("data"));
        mira = forge.user("mira");
        lantern = forge.repo(mira, "lantern");
        forge.privateRepo(mira, "vault");
        RealGit git = new RealGit(Files.createDirectories(folder.resolve("home")));
        Path work = git.init(folder.resolve("work"));
        git.commit(work, "a.txt", "a\n");
        for (String repo : List.of("lantern", "vault")) {
            String remote = forge.address().replace("://", "://mira:correct%20horse@") + "/mira/" + repo + ".git";
            assertThat(git.run(work, "push", "-q", remote, "HEAD:refs/heads/main")
                            .exit())
                    .isZero();
        }
        commit = git.ok(work, "rev-parse", "HEAD").strip();
        token = forge.desk().tokens().add(mira, "ci", List.of("write"));
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private String flags(String repo) {
        return "/api/0/" + repo + "/c/" + commit + "/flag";
    }

    private HttpResponse<String> post(String path, String secret, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(forge.address() + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        if (!secret.isEmpty()) {
            request.header("Authorization", "token " + secret);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> flag(String secret, String body) {
        return post(flags("mira/lantern"), secret, "application/x-www-form-urlencoded", body);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Test
    void a_flag_is_added_changed_by_its_uid_and_listed() {
        HttpResponse<String> added = flag(token, FINE);
        assertThat(added.statusCode()).isEqualTo(200);
        JsonNode answer = json(added);
        assertThat(answer.get("message").asText()).isEqualTo("Flag added");
        assertThat(answer.get("uid").asText()).matches("[0-9a-f]{32}");
        JsonNode flag = answer.get("flag");
        assertThat(flag.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "commit_hash",
                        "username",
                        "percent",
                        "comment",
                        "status",
                        "url",
                        "date_created",
                        "date_updated",
                        "user");
        assertThat(flag.get("percent").intValue()).isEqualTo(100);
        assertThat(flag.get("date_created").asText()).matches("[0-9]{10}");
        assertThat(flag.get("user").get("name").asText()).isEqualTo("mira");

        String uid = answer.get("uid").asText();
        JsonNode changed = json(flag(token, FINE.replace("success", "failure") + "&uid=" + uid));
        assertThat(changed.get("message").asText()).isEqualTo("Flag updated");
        for (String ending : List.of("", "/")) {
            JsonNode list = json(forge.browsing().get(flags("mira/lantern") + ending));
            assertThat(list.get("total_flags").intValue()).isOne();
            assertThat(list.get("flags").get(0).get("status").asText()).isEqualTo("failure");
        }
    }

    @Test
    void json_and_a_fork_are_as_good() {
        User tobi = forge.user("tobi");
        Browsing browser = forge.browsing(tobi);
        browser.get("/mira/lantern");
        assertThat(browser.post("/do_fork/mira/lantern", Map.of()).statusCode()).isEqualTo(303);
        String body =
                "{\"username\":\"zuul\",\"comment\":\"ok\",\"url\":\"http://ci.example/\",\"status\":\"pending\",\"percent\":5,\"uid\":\"z1\"}";
        String secret = forge.desk().tokens().add(tobi, "ci", List.of("write"));
        HttpResponse<String> answer = post(flags("fork/tobi/mira/lantern"), secret, "application/json", body);
        assertThat(json(answer).get("uid").asText()).isEqualTo("z1");
        assertThat(json(forge.browsing().get(flags("mira/lantern")))
                        .get("total_flags")
                        .intValue())
                .isZero();
        assertThat(post(flags("fork/tobi/mira/lantern"), secret, "application/json", "{")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void what_is_wrong_is_said_at_its_field() {
        HttpResponse<String> nothing = flag(token, "status=fine");
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(nothing.body())
                .contains(
                        "\"error\":\"Invalid or incomplete input submitted\"",
                        "\"error_code\":\"EINVALIDREQ\"",
                        "\"username\":[\"This field is required.\"]",
                        "\"comment\":[\"This field is required.\"]",
                        "\"url\":[\"This field is required.\"]",
                        "\"status\":[\"Not a valid choice\"]");
        for (String url :
                List.of("javascript:alert(1)", "ftp://ci.example/", "https://", "https://a:b@ci.example/", "x")) {
            Map<String, String> fields =
                    new HashMap<>(Map.of("username", "u", "comment", "c", "status", "success", "url", url));
            assertThat(flag(token, form(fields)).body()).contains("\"url\":[\"Invalid input.\"]");
        }
        assertThat(flag(token, FINE.replace("100", "101")).body()).contains("\"percent\"");
        assertThat(flag(token, FINE + "&uid=" + "u".repeat(33)).body()).contains("\"uid\"");
        String unknown = "/api/0/mira/lantern/c/" + "0".repeat(40) + "/flag";
        HttpResponse<String> answer = post(unknown, token, "application/x-www-form-urlencoded", FINE);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"ENOCOMMIT\"", "No such commit found in this repository");
        assertThat(forge.browsing().get(unknown).statusCode()).isEqualTo(404);
    }

    @Test
    void who_may_not_write_sets_none_and_what_is_hidden_is_not_found() {
        User tobi = forge.user("tobi");
        String reading = forge.desk().tokens().add(mira, "reads", List.of("read"));
        String others = forge.desk().tokens().add(tobi, "ci", List.of("write"));
        assertThat(flag("", FINE).statusCode()).isEqualTo(401);
        assertThat(flag("sft_wrong", FINE).statusCode()).isEqualTo(401);
        assertThat(flag("sft_wrong", FINE).body()).contains("\"EINVALIDTOK\"");
        assertThat(flag(reading, FINE).body()).contains("Missing ACLs: commit_flag");
        assertThat(flag(others, FINE).statusCode()).isEqualTo(403);
        for (String secret : List.of("", others)) {
            HttpResponse<String> hidden = post(flags("mira/vault"), secret, "application/x-www-form-urlencoded", FINE);
            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(hidden.body()).contains("\"ENOPROJECT\"", "Project not found");
        }
        assertThat(forge.browsing().get(flags("mira/vault")).statusCode()).isEqualTo(404);
        assertThat(json(forge.browsing().get(flags("mira/lantern")))
                        .get("total_flags")
                        .intValue())
                .isZero();
    }

    @Test
    void the_token_of_a_build_sets_flags_of_its_commit_alone() {
        assertThat(flag(run(commit, "1:0"), FINE).statusCode()).isEqualTo(200);
        HttpResponse<String> ofAnother = flag(run("b".repeat(40), "2:0"), FINE);
        assertThat(ofAnother.statusCode()).isEqualTo(401);
        assertThat(ofAnother.body()).contains("Missing ACLs: commit_flag");
        assertThat(post(flags("mira/vault"), run(commit, "3:0"), "application/x-www-form-urlencoded", FINE)
                        .statusCode())
                .isEqualTo(404);
    }

    private String run(String of, String name) {
        return forge.database().write(transaction -> forge.desk()
                .tokens()
                .addForRun(transaction, mira.id(), lantern.id(), of, name, Duration.ofHours(1)));
    }

    @Test
    void it_shows_wherever_the_commit_is_and_those_who_look_are_told() {
        Browsing stranger = forge.browsing();
        List<String> pages = List.of("/mira/lantern", "/mira/lantern/commits/main", "/mira/lantern/branches");
        pages.forEach(page -> assertThat(stranger.get(page).body()).doesNotContain("Jenkins: "));
        try (Watching watching = Watching.page(forge.address(), stranger, "/mira/lantern/c/" + commit)) {
            flag(token, FINE + "&uid=j1");
            assertThat(watching.next("\"flagged\""))
                    .contains("\"repo:" + lantern.id() + "\"", "\"status\":\"success\"", "\"percent\":100", commit)
                    .contains("\"change\":\"added\"");
            flag(token, FINE + "&uid=j1");
            assertThat(watching.next("\"flagged\"")).contains("\"change\":\"updated\"");
        }
        pages.forEach(page -> assertThat(stranger.get(page).body()).contains("title=\"Jenkins: passed\""));
        assertThat(stranger.get("/mira/lantern/c/" + commit).body())
                .contains("href=\"https://ci.example/7\"", "Tests passed", "/mira/lantern/flags/" + commit + "/j1");
        assertThat(stranger.get("/mira/lantern/flags/" + commit + "/j1").body())
                .contains("Tests passed", "set by mira");
        flag(token, FINE.replace("success", "error"));
        pages.forEach(page -> assertThat(stranger.get(page).body()).contains("2 flags, and something failed"));
    }
}
