package starforge.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import starforge.Browsing;
import starforge.live.Watching;
import starforge.repos.NewRepo;
import starforge.users.User;

/** What one process does shows at the others. */
class ProcessesTest {
    private static Cluster cluster;

    @BeforeAll
    static void a_forge() {
        cluster = Cluster.shared();
        repo("mirror");
    }

    private static void repo(String name) {
        User mira = cluster.bare.users.get("mira");
        cluster.bare.newRepos.create(mira.identity(), new NewRepo("mira", name, "", false), "main");
    }

    private static Browsing at(int web) {
        return Browsing.at(cluster.web.get(web).address());
    }

    private static Browsing mira(int web) {
        return at(web).signIn("mira", Cluster.PASSWORD);
    }

    /** Watches a page of one web process at one realtime process. */
    private static Watching watching(int live, Browsing browser, String path) {
        String page = browser.get(path).body();
        Watching watching = new Watching(cluster.realtime.get(live).address(), found("(wstoken[0-9a-f]{32})", page));
        watching.say("{\"op\":\"resume\",\"after\":" + found("data-seq=\"(\\d+)\"", page) + "}");
        watching.next("\"resumed\"");
        return watching;
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static void soon(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void a_star_given_at_one_web_process_is_pushed_by_every_realtime_process() {
        try (Watching one = watching(0, at(0), "/mira/mirror");
                Watching other = watching(1, at(1), "/mira/mirror")) {
            Browsing browser = mira(1);
            browser.get("/mira/mirror");
            assertThat(browser.post("/mira/mirror/star/1", Map.of()).statusCode())
                    .isEqualTo(303);
            assertThat(one.next("\"starred\"")).contains("\"count\":1");
            assertThat(other.next("\"starred\"")).contains("\"count\":1");
        }
    }

    @Test
    void a_page_that_one_process_keeps_turns_when_another_changes_what_it_shows() {
        repo("comet");
        soon(() -> at(0).get("/mira/comet").statusCode() == 200);
        assertThat(at(0).get("/mira/comet/stargazers/").body()).contains("No stars yet");
        Browsing browser = mira(1);
        browser.get("/mira/comet");
        browser.post("/mira/comet/star/1", Map.of());
        soon(() -> !at(0).get("/mira/comet/stargazers/").body().contains("No stars yet"));
    }

    @Test
    void so_it_does_for_a_change_that_no_event_tells() {
        assertThat(at(0).get("/user/mira").body()).doesNotContain("Keeper of lamps");
        Browsing browser = mira(1);
        browser.get("/settings");
        assertThat(browser.post("/settings/profile", Map.of("full_name", "Keeper of lamps", "website", "", "about", ""))
                        .statusCode())
                .isEqualTo(303);
        soon(() -> at(0).get("/user/mira").body().contains("Keeper of lamps"));
    }

    @Test
    void a_sign_in_holds_at_all_and_its_end_closes_its_watch_everywhere() {
        Browsing browser = mira(0);
        repo("vault");
        Browsing there = browser.alsoAt(cluster.web.get(1).address());
        assertThat(there.get("/settings").statusCode()).isEqualTo(200);
        User mira = cluster.bare.users.get("mira");
        cluster.bare.newRepos.create(mira.identity(), new NewRepo("mira", "hidden", "", true), "main");
        try (Watching watching = watching(1, browser, "/mira/hidden")) {
            browser.get("/settings");
            assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(303);
            assertThat(watching.closeCode()).isBetween(4100, 4199);
        }
        assertThat(there.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void wrong_passwords_at_one_count_at_the_other() {
        Map<String, String> wrong = Map.of("username", "ben", "password", "wrong");
        for (int i = 0; i < 10; i++) {
            Browsing browser = at(i % 2);
            browser.get("/login");
            assertThat(browser.post("/login", wrong).statusCode()).isEqualTo(422);
        }
        Browsing browser = at(0);
        browser.get("/login");
        assertThat(browser.post("/login", wrong).statusCode()).isEqualTo(429);
    }

    @Test
    void who_is_signed_in_may_ask_and_is_answered_and_nobody_else_is() {
        Browsing browser = mira(0);
        try (Watching asker = watching(0, browser, "/mira/mirror");
                Watching nobody = watching(0, at(0), "/mira/mirror")) {
            asker.say("{\"op\":\"ask\",\"id\":\"q1\",\"what\":\"ping-job\",\"args\":{\"say\":\"hello\"}}");
            String accepted = asker.next("\"accepted\"");
            String job = found("\"job\":(\\d+)", accepted);
            assertThat(asker.next("\"done\"")).contains("\"job:" + job + "\"", "\"say\":\"hello\"");

            nobody.say("{\"op\":\"ask\",\"id\":\"q2\",\"what\":\"ping-job\"}");
            assertThat(nobody.next("\"refused\"")).contains("q2", "Sign in");
            asker.say("{\"op\":\"ask\",\"id\":\"q3\",\"what\":\"rm\"}");
            assertThat(asker.next("\"refused\"")).contains("q3");
            assertThat(nobody.rest()).doesNotContain("\"done\"");

            Map<String, String> topic = Map.of("topics", "job:" + job);
            assertThat(browser.post("/-/live/token", topic).statusCode()).isEqualTo(200);
            assertThat(at(1).signIn("zoe", Cluster.PASSWORD)
                            .post("/-/live/token", topic)
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void a_web_process_knows_how_many_look_on_elsewhere_and_tells_no_number_it_has_not() {
        Browsing ada = at(0).signIn("ada", Cluster.PASSWORD);
        try (Watching watching = watching(1, at(1), "/mira/mirror")) {
            soon(() -> ada.get("/-/metrics").body().matches("(?s).*starforge_live_viewers [1-9].*"));
            assertThat(ada.get("/-/metrics").body()).doesNotContain("starforge_live_delivered");
            assertThat(ada.get("/admin").body()).contains("Live viewers", "Broker of events", "Redis");
            watching.say("{\"op\":\"ping\"}");
            watching.next("\"pong\"");
        }
    }

    @Test
    void every_process_says_how_it_is() {
        for (Part part : List.of(cluster.web.get(0), cluster.realtime.get(0))) {
            soon(() -> Browsing.at(part.address()).get("/-/health").statusCode() == 200);
            assertThat(Browsing.at(part.address()).get("/-/health").body())
                    .contains("\"broker\":\"ok\"", "\"redis\":\"ok\"", "\"database\":\"ok\"");
        }
        assertThat(cluster.worker.said()).contains("worker is ready");
    }
}
