package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;

/** When strangers ask for more pages that cost much than are made at once: in all, and for one address. */
class CrowdedPagesTest {
    private static final List<String> COSTLY = List.of(
            "/blame/a.txt",
            "/c/main..topic",
            "/commits/main?page=2",
            "/history/a.txt",
            "/history/a.txt?page=2",
            "/search/files?q=a");
    private static final int MOST_EACH = 4;
    private static final String ASH = "192.0.2.1";
    private static final String OAK = "192.0.2.2";
    private static final String ELM = "192.0.2.3";

    /** What nobody has searched yet is searched behind the gate; so each test has its own. */
    private static final List<String> REPOS = List.of("/mira/lantern", "/mira/torch");

    @TempDir
    static Path folder;

    private static FilledForge filled;
    private static Crowd crowd = new Crowd();

    @BeforeAll
    static void long_histories() {
        filled = FilledForge.behindProxy(folder, () -> crowd.behindTheGate());
        Past past = new Past();
        for (int i = 0; i < 60; i++) {
            past.commit("Go on").file("a.txt", "a lamp\n".repeat(i + 1));
        }
        int last = past.commit("main", "Mira", "End");
        past.file("b.txt", "light\n").branch("topic", last);
        REPOS.forEach(repo -> filled.push(repo.substring("/mira/".length()), past));
        Crowd.awaitSnapshots(filled, REPOS.size());
    }

    @AfterAll
    static void stop() {
        filled.close();
    }

    @BeforeEach
    void gather() {
        crowd = new Crowd();
    }

    @AfterEach
    void disperse() {
        crowd.close();
    }

    private static HttpResponse<String> from(String address, String path) {
        return filled.get(path, "X-Forwarded-For", address);
    }

    /** Takes all places of an address, and knows so by one who is sent away. */
    private static void fill(String address, String repo, int sentAwayBefore) {
        for (int i = 0; i <= MOST_EACH; i++) {
            crowd.ask(() -> from(address, repo + "/search?q=lamp"));
        }
        crowd.answered(sentAwayBefore + 1);
    }

    private static void assertSentAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(answer.body())
                .contains(
                        "Too many readers ask for such pages just now. Please try again in a few seconds, or sign in.");
    }

    private static void assertAllSentAway(String address, String repo) {
        assertThat(COSTLY).allSatisfy(page -> assertSentAway(from(address, repo + page)));
    }

    private static void assertAllAnswer(String address, String repo) {
        assertThat(COSTLY)
                .allSatisfy(page ->
                        assertThat(from(address, repo + page).statusCode()).isEqualTo(200));
    }

    @Test
    void who_has_all_places_of_one_address_is_sent_away_from_each_costly_page_and_his_neighbour_is_not() {
        String repo = REPOS.get(0);
        fill(ASH, repo, 0);
        assertAllSentAway(ASH, repo);
        assertAllAnswer(OAK, repo);
    }

    @Test
    void when_all_places_are_taken_a_stranger_is_sent_away_and_a_page_and_a_star_still_answer() {
        String repo = REPOS.get(1);
        Browsing mira = filled.forge().browsing(filled.mira());
        fill(ASH, repo, 0);
        fill(OAK, repo, 1);

        assertAllSentAway(ELM, repo);
        assertThat(from(ELM, repo).statusCode()).isEqualTo(200);
        assertThat(from(ELM, repo + "/commits/main").statusCode()).isEqualTo(200);
        assertThat(mira.post(repo + "/star/1", Map.of()).statusCode()).isEqualTo(303);
        assertThat(mira.get(repo + "/stargazers").body()).contains("/user/mira");

        crowd.open();
        assertAllAnswer(ELM, repo);
        assertAllAnswer(ASH, repo);
    }

    @Test
    void who_asks_in_vain_keeps_no_place() {
        for (int i = 0; i <= MOST_EACH; i++) {
            for (String page : List.of("/blame/none", "/c/main..none", "/history/a.txt?page=9")) {
                assertThat(from(ASH, REPOS.get(0) + page).statusCode()).as(page).isEqualTo(404);
            }
        }
    }
}
