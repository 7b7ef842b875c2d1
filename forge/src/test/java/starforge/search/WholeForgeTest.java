package starforge.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.Browsing;
import starforge.code.FilledForge;
import starforge.code.Past;
import starforge.codesearch.Searcher;
import starforge.repos.Repo;
import starforge.users.User;

/** Searching in the files of all repositories: everybody finds what they may see at that moment, and nothing tells of the rest. */
@ParameterizedClass
@EnumSource(Searcher.class)
class WholeForgeTest {
    @Parameter
    Searcher searcher;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static FilledForge filled;

    @BeforeParameterizedClassInvocation
    static void a_forge(Searcher searcher) {
        filled = new FilledForge(folder.resolve(searcher.name()), searcher);
    }

    @AfterParameterizedClassInvocation
    static void the_end() {
        filled.close();
    }

    private static Past past(String text) {
        return new Past().commit("Begin").file("a.txt", "here is " + text + "\n");
    }

    private static String all(String text) {
        return "/search?type=code&q=" + text;
    }

    private static Browsing stranger() {
        return filled.forge().browsing();
    }

    private static Browsing mira() {
        return filled.forge().browsing(filled.mira());
    }

    private static JsonNode json(Browsing browser, String address) {
        String body = browser.get(address, "Accept", "application/json").body();
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError(body, e);
        }
    }

    private static List<String> repos(JsonNode answer) {
        List<String> repos = new ArrayList<>();
        answer.get("results").forEach(file -> repos.add(file.get("repo").asText()));
        return repos;
    }

    /** What somebody finds once everything they may see is read. */
    private static List<String> found(Browsing browser, String address) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonNode answer = json(browser, address);
        while (answer.get("unread").asInt() > 0) {
            assertThat(System.nanoTime()).as("30 seconds were not enough").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
            answer = json(browser, address);
        }
        return repos(answer);
    }

    @Test
    void nothing_tells_of_what_one_may_not_see() {
        filled.push("open", past("amber"));
        filled.pushPrivately("vault", past("a hidden amber"));

        assertThat(found(mira(), all("amber"))).containsExactlyInAnyOrder("mira/open", "mira/vault");
        assertThat(found(stranger(), all("amber"))).containsExactly("mira/open");
        assertThat(json(stranger(), all("amber")).get("matches").asInt()).isEqualTo(1);
        assertThat(json(stranger(), all("hidden")).get("files").asInt()).isZero();
        assertThat(found(stranger(), all("amber") + "&in=mira")).containsExactly("mira/open");
        assertThat(stranger().get(all("amber")).body()).contains("/mira/open").doesNotContain("vault");
        assertThat(stranger()
                        .get(all("amber"), "Accept", "application/x-ndjson")
                        .body())
                .doesNotContain("vault");
        assertThat(stranger().get("/mira/vault/search?q=amber").statusCode()).isEqualTo(404);
        assertThat(stranger().get("/mira/vault/search/files?q=a").statusCode()).isEqualTo(404);
    }

    @Test
    void a_private_repository_that_is_not_read_yet_is_not_counted_either() {
        User solo = filled.forge().user("solo");
        found(stranger(), all("basalt"));
        filled.forge().privateRepo(solo, "cellar");
        assertThat(json(stranger(), all("basalt")).get("unread").asInt()).isZero();
        assertThat(stranger().get(all("basalt") + "&in=solo").body())
                .contains("There is nothing of solo that you may search.");
        assertThat(found(filled.forge().browsing(solo), all("basalt") + "&in=solo"))
                .isEmpty();
    }

    @Test
    void what_is_closed_is_gone_from_the_next_answer() {
        Browsing helper = filled.forge().browsing(filled.forge().user("ravi"));
        Repo hall = filled.push("hall", past("cobalt"));
        Repo safe = filled.pushPrivately("safe", past("cobalt"));
        Browsing mira = mira();
        mira.get(safe.url() + "/settings/people");
        mira.post(safe.url() + "/settings/people", Map.of("user", "ravi", "level", "read"));
        assertThat(found(helper, all("cobalt"))).containsExactlyInAnyOrder("mira/hall", "mira/safe");

        mira.post(safe.url() + "/settings/people", Map.of("user", "ravi", "level", "none"));
        assertThat(repos(json(helper, all("cobalt")))).containsExactly("mira/hall");

        mira.post(hall.url() + "/settings", Map.of("default_branch", "main", "private", "true"));
        assertThat(repos(json(helper, all("cobalt")))).isEmpty();
        assertThat(repos(json(stranger(), all("cobalt")))).isEmpty();
        assertThat(found(mira, all("cobalt"))).hasSize(2);
    }

    @Test
    void those_of_one_owner_are_searched_alone_and_unknown_owners_are_told() {
        User tobi = filled.forge().user("tobi");
        filled.push("own", past("denim"));
        filled.forge().repo(tobi, "other");

        assertThat(found(stranger(), all("denim") + "&in=mira")).containsExactly("mira/own");
        assertThat(found(stranger(), all("denim") + "&in=tobi")).isEmpty();
        HttpResponse<String> nobody = stranger().get(all("denim") + "&in=nobody");
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(nobody.body()).contains("There is nothing of nobody that you may search.");
    }

    @Test
    void a_push_another_default_branch_and_a_new_name_are_found() {
        Repo repo = filled.push("moving", past("ebony"));
        assertThat(found(stranger(), all("ebony"))).containsExactly("mira/moving");

        filled.push(repo, new Past().more("More").file("b.txt", "some ebonite"));
        filled.await("/mira/moving/search?q=ebonite", page -> page.body().contains("<b>1 match</b> in 1 file"));
        Past side = new Past();
        side.commit("side", "Mira", "Aside");
        filled.push(repo, side.file("c.txt", "fuchsia"));
        Browsing mira = mira();
        mira.get("/mira/moving/settings");
        mira.post("/mira/moving/settings", Map.of("default_branch", "side"));
        filled.await(all("fuchsia"), page -> page.body().contains("/mira/moving/blob/"));

        mira.post("/mira/moving/settings/rename", Map.of("new_name", "renamed"));
        assertThat(found(stranger(), all("fuchsia"))).containsExactly("mira/renamed");
        assertThat(found(stranger(), all("ebony"))).isEmpty();
    }

    @Test
    void a_deleted_repository_leaves_no_text_behind() throws Exception {
        Repo repo = filled.push("brief", past("garnet"));
        assertThat(found(stranger(), all("garnet"))).containsExactly("mira/brief");
        Browsing mira = mira();
        mira.get("/mira/brief/settings/move");
        mira.post("/mira/brief/settings/delete", Map.of("confirm", "mira/brief"));

        assertThat(json(stranger(), all("garnet")).get("files").asInt()).isZero();
        assertThat(files()).noneMatch(file -> file.getFileName().toString().startsWith(repo.id() + "-"));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(filled.forge().data().resolve("search"))) {
            return files.toList();
        }
    }

    @Test
    void snapshots_that_vanished_or_are_damaged_are_made_again() throws Exception {
        filled.push("torn", past("hazel"));
        Repo lost = filled.push("lost", past("hazel"));
        assertThat(found(stranger(), all("hazel"))).containsExactlyInAnyOrder("mira/torn", "mira/lost");
        for (Path file : files()) {
            Files.delete(file);
            if (!file.getFileName().toString().startsWith(lost.id() + "-")) {
                Files.writeString(file, "nothing that can be read");
            }
        }

        filled.await("/mira/torn/search?q=hazel", page -> page.body().contains("<b>1 match</b> in 1 file"));
        filled.await("/mira/lost/search?q=hazel", page -> page.body().contains("<b>1 match</b> in 1 file"));
        assertThat(found(stranger(), all("hazel"))).containsExactlyInAnyOrder("mira/torn", "mira/lost");
    }

    @Test
    void pages_can_be_turned_and_all_are_counted() {
        Past many = new Past().commit("Begin");
        for (int i = 10; i < 55; i++) {
            many.file("f" + i + ".txt", "indigo\n");
        }
        filled.push("many", many);
        assertThat(found(stranger(), all("indigo"))).hasSize(20);

        assertThat(stranger().get(all("indigo")).body())
                .contains("<b>45 matches</b> in 45 files")
                .contains("f29.txt")
                .doesNotContain("f30.txt")
                .contains("&amp;page=3");
        assertThat(stranger().get(all("indigo") + "&page=3").body())
                .contains("f50.txt")
                .doesNotContain("f49.txt");
        assertThat(repos(json(stranger(), all("indigo") + "&page=4"))).isEmpty();
    }

    @Test
    void all_three_kinds_are_a_click_away() {
        assertThat(stranger().get(all("jade")).body()).contains("q=jade&amp;type=users", "q=jade&amp;type=repos");
        assertThat(stranger().get("/search?q=jade").body()).contains("q=jade&amp;type=code");
    }
}
