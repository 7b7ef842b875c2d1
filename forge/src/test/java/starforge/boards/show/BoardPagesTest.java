package starforge.boards.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.flags.Flag;
import starforge.flags.FlagWish;
import starforge.flags.Flags;
import starforge.live.Watching;
import starforge.users.User;

/** Boards over HTTP: made in the browser, seen by whom they are for, and live. */
class BoardPagesTest {
    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static User mira;
    private static Browsing admin;
    private static Browsing asMira;

    @BeforeAll
    static void a_forge() {
        forge = RunningForge.on(data);
        mira = forge.user("mira");
        admin = forge.browsing(forge.admin("ada"));
        asMira = forge.browsing(mira);
        forge.repo(mira, "lantern");
        forge.privateRepo(mira, "vault");
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    private static Map<String, String> form(String name, String... more) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "name", name,
                "title", "Harbour <b>Street</b>",
                "panel-activity", "true",
                "panel-today", "true",
                "panel-stars", "true",
                "panel-wall", "true",
                "rotation", "0",
                "language", "en-GB",
                "zone", "Europe/Berlin",
                "distance", "near"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private static HttpResponse<String> make(Map<String, String> fields) {
        admin.get("/admin/boards");
        return admin.post("/admin/boards", fields);
    }

    @Test
    void a_board_weighs_less_than_60_kB_as_it_is_sent_without_its_fonts() {
        make(form("light", "everything", "true"));
        Set<String> parts = Pattern.compile("(?:href|src)=\"(/-/[^\"#]*)")
                .matcher(forge.browsing().get("/board/light").body())
                .results()
                .map(part -> part.group(1))
                .filter(part -> !part.contains("/fonts/"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(parts).hasSizeGreaterThan(3);
        parts.add("/board/light");
        assertThat(parts.stream().mapToInt(BoardPagesTest::sent).sum()).isBetween(10_000, 60_000);
    }

    @Test
    void lights_say_how_default_branches_stand_the_bad_one_first() {
        make(form("lights", "everything", "true", "panel-lights", "true"));
        assertThat(forge.browsing().get("/board/lights").body()).contains("No program has said yet how they stand.");

        flag("calm", "", Flag.Status.SUCCESS);
        flag("storm", "", Flag.Status.FAILURE);
        flag("harbour", "1", Flag.Status.FAILURE);

        String page = forge.browsing().get("/board/lights").body();
        assertThat(page)
                .containsSubsequence(
                        "<li class=\"is-bad\" data-key=\"lmira/storm\"", "<li class=\"is-ok\" data-key=\"lmira/calm\"")
                .doesNotContain("harbour", "No program has said");
    }

    /** Makes a repository with a commit of which a program says something. */
    private static void flag(String name, String hidden, Flag.Status status) {
        asMira.get("/new");
        asMira.post("/new", Map.of("name", name, "namespace", "mira", "private", hidden, "readme", "1"));
        String page = asMira.get("/mira/" + name).body();
        long id = Long.parseLong(found("repo:(\\d+)", page));
        String commit = found("/c/([0-9a-f]{40})", page);
        FlagWish wish = new FlagWish("", "Mill", status, OptionalInt.empty(), "It ran", "https://mill.example");
        forge.flags().set(id, commit, new Flags.Setter(mira.id(), "mira", 0), wish);
    }

    private static String found(String pattern, String page) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** How many bytes come for who understands gzip. */
    private static int sent(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(forge.address() + path))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        return answer.body().length;
    }

    @Test
    void a_board_of_everything_shows_what_happened_to_anybody() {
        assertThat(make(form("all", "everything", "true")).headers().firstValue("Location"))
                .contains("/admin/boards/all");
        asMira.get("/mira/lantern");
        // What other tests did is older than this.
        asMira.post("/mira/lantern/star/0", Map.of());
        asMira.post("/mira/lantern/star/1", Map.of());

        String page = forge.browsing().get("/board/all").body();

        assertThat(page)
                .contains("Harbour &lt;b&gt;Street&lt;/b&gt;", "<b>mira</b> starred <b>mira/lantern</b>", "+1")
                .contains("data-topics=\"board:", "data-zone=\"Europe/Berlin\"", "class=\"sf-board is-near\"")
                .doesNotContain("vault");
    }

    @Test
    void a_closed_board_is_not_there_for_others() {
        make(form("closed", "repos", "mira/vault"));

        assertThat(forge.browsing().get("/board/closed").statusCode()).isEqualTo(404);
        assertThat(asMira.get("/board/closed").statusCode()).isEqualTo(404);
        assertThat(admin.get("/board/closed").body()).contains("mira/vault");
        assertThat(admin.get("/admin/boards").body()).contains("screens only");
    }

    @Test
    void the_topic_of_a_closed_board_is_given_to_nobody_else() {
        make(form("hidden", "repos", "mira/vault"));
        String topic = admin.get("/board/hidden").body().replaceAll("(?s).*data-topics=\"([^\"]+)\".*", "$1");
        assertThat(topic).matches("board:\\d+ repo:\\d+");

        asMira.get("/settings");
        HttpResponse<String> answer = asMira.post("/-/live/token", Map.of("topics", topic.replaceAll(" .*", "")));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void wrong_fields_are_named_and_what_was_written_stays() {
        HttpResponse<String> answer = make(form("bad", "zone", "Mars/Olympus", "title", "Kept & safe"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("This is no time zone", "Kept &amp; safe", "Mars/Olympus");
        assertThat(make(form("Bad Name")).body()).contains("small letters");
        assertThat(make(form("bad", "repos", "mira/vault nobody/nothing")).body())
                .contains("There is no repository nobody/nothing");
        assertThat(make(form("bad", "night_from", "22:00")).body()).contains("both times");
        assertThat(make(form("bad", "rotation", "1")).statusCode()).isEqualTo(422);
    }

    @Test
    void in_a_lobby_nobody_reads_what_people_wrote() {
        make(form("lobby", "everything", "true", "bare", "true"));
        make(form("bureau", "everything", "true"));
        asMira.get("/new");
        asMira.post("/new", Map.of("name", "plan", "namespace", "mira", "readme", "on"));
        asMira.get("/mira/plan/releases/new");
        asMira.post("/mira/plan/releases/new", Map.of("tag", "v-of-whales", "target", "main", "title", "Whales"));

        assertThat(forge.browsing().get("/board/bureau").body()).contains("v-of-whales");
        assertThat(forge.browsing().get("/board/lobby").body())
                .contains("released from <b>mira/plan</b>")
                .doesNotContain("whales", "Whales");
    }

    @Test
    void a_change_reaches_those_who_watch_and_closing_ends_their_watching() {
        make(form("watched", "repos", "mira/lantern"));
        try (Watching stranger = Watching.page(forge.address(), forge.browsing(), "/board/watched")) {
            admin.get("/admin/boards/watched");
            admin.post("/admin/boards/watched", form("watched", "title", "New", "repos", "mira/lantern"));
            assertThat(stranger.next("\"board\"")).contains("\"topics\":[\"board:");

            admin.post("/admin/boards/watched", form("watched", "repos", "mira/lantern mira/vault"));
            asMira.get("/mira/vault");
            asMira.post("/mira/vault/star/1", Map.of());
            asMira.get("/mira/lantern");
            asMira.post("/mira/lantern/star/0", Map.of());
            asMira.post("/mira/lantern/star/1", Map.of());

            // The public repository may still be watched by anybody, the board and what is private may not.
            stranger.next("\"starred\"");
            assertThat(stranger.rest()).doesNotContain("vault");
            assertThat(forge.browsing().get("/board/watched").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_deleted_board_is_gone() {
        make(form("short", "everything", "true"));
        admin.get("/admin/boards/short");

        assertThat(admin.post("/admin/boards/short/delete", Map.of()).statusCode())
                .isEqualTo(303);

        assertThat(forge.browsing().get("/board/short").statusCode()).isEqualTo(404);
        assertThat(admin.get("/admin/log").body()).contains("deleted the board short");
    }
}
