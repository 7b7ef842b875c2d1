package starforge.screens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.live.Watching;
import starforge.users.User;

/** From the code on a screen to a board that only it may see, over HTTP. */
class ScreenPagesTest {
    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static Browsing admin;
    private static Browsing asMira;

    @BeforeAll
    static void a_forge() {
        forge = RunningForge.on(data);
        User mira = forge.user("mira");
        admin = forge.browsing(forge.admin("ada"));
        asMira = forge.browsing(mira);
        forge.privateRepo(mira, "vault");
        forge.repo(mira, "lantern");
        board("closed", Map.of("repos", "mira/vault"));
        board("open", Map.of("everything", "true"));
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    private static void board(String name, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(
                Map.of("name", name, "title", name, "panel-activity", "true", "rotation", "0", "language", "en-GB"));
        form.putAll(Map.of("zone", "UTC", "distance", "near"));
        form.putAll(more);
        admin.get("/admin/boards");
        assertThat(admin.post("/admin/boards", form).statusCode()).isEqualTo(303);
    }

    private static String of(String json, String field) {
        return json.replaceAll("(?s).*\"" + field + "\":\"([^\"]+)\".*", "$1");
    }

    private static String begin() {
        return forge.browsing()
                .postBare("/-/device/authorization", Map.of("model", "Raspberry Pi 4", "name", "Hall"))
                .body();
    }

    private static HttpResponse<String> approve(String code, String board) {
        admin.get("/pair?user_code=" + code);
        return admin.post(
                "/pair", Map.of("user_code", code, "name", "Hall", "board", board, "current", RunningForge.PASSWORD));
    }

    private static String paired(String board) {
        String begun = begin();
        assertThat(approve(of(begun, "user_code"), board).statusCode()).isEqualTo(303);
        String answer = forge.browsing()
                .postBare("/-/device/token", Map.of("device_code", of(begun, "device_code")))
                .body();
        return of(answer, "access_token");
    }

    private static HttpResponse<String> withToken(String path, String token, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(forge.address() + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Browsing launched(String token) {
        String url = of(withToken("/-/device/launch", token, "").body(), "url");
        Browsing browser = forge.browsing();
        HttpResponse<String> entered = browser.get(url);
        assertThat(entered.statusCode()).isEqualTo(302);
        assertThat(entered.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("starforge_screen=")
                .contains("HttpOnly")
                .doesNotContain(token);
        assertThat(forge.browsing().get(url).statusCode()).isEqualTo(404);
        return browser;
    }

    private static String number(String name) {
        String page = admin.get("/admin/screens").body();
        return page.replaceAll("(?s).*/admin/screens/(\\d+)\">" + name + "<.*", "$1");
    }

    @Test
    void a_device_becomes_a_screen_that_sees_its_closed_board_and_no_other() {
        String begun = begin();
        assertThat(begun).contains("\"expires_in\":600", "\"interval\":5", "<svg xmlns");
        assertThat(of(begun, "verification_uri")).isEqualTo(forge.address() + "/pair");
        HttpResponse<String> waiting =
                forge.browsing().postBare("/-/device/token", Map.of("device_code", of(begun, "device_code")));
        assertThat(waiting.statusCode()).isEqualTo(400);
        assertThat(waiting.body()).isEqualTo("{\"error\":\"authorization_pending\"}");

        Browsing screen = launched(paired("closed"));

        assertThat(screen.get("/-/device/home").headers().firstValue("Location"))
                .contains("/board/closed");
        assertThat(screen.get("/board/closed").body()).contains("data-screen=\"", "mira/vault", "data-scheme=\"dark\"");
        assertThat(screen.get("/mira/vault").statusCode()).isEqualTo(404);
        assertThat(screen.get("/admin/screens").statusCode()).isEqualTo(302);
    }

    @Test
    void without_the_password_nothing_is_paired() {
        String code = of(begin(), "user_code");
        admin.get("/pair?user_code=" + code);
        HttpResponse<String> answer =
                admin.post("/pair", Map.of("user_code", code, "name", "Hall", "board", "open", "current", "wrong"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("name=\"current\"", code);
    }

    @Test
    void guessing_codes_is_slowed_down() {
        Browsing guesser = forge.browsing(forge.admin("eve"));
        for (int i = 0; i < 5; i++) {
            assertThat(guesser.get("/pair?user_code=BBBB-BBB" + "BCDFG".charAt(i))
                            .statusCode())
                    .isEqualTo(422);
        }
        String code = of(begin(), "user_code");
        assertThat(guesser.get("/pair?user_code=" + code).statusCode()).isEqualTo(429);
    }

    @Test
    void what_happens_in_private_reaches_the_screen_and_revoking_ends_it_at_once() {
        String token = paired("closed");
        Browsing browser = launched(token);
        String id = browser.get("/board/closed").body().replaceAll("(?s).*data-screen=\"(\\d+)\".*", "$1");
        try (Watching screen = Watching.page(forge.address(), browser, "/board/closed")) {
            asMira.get("/mira/vault");
            asMira.post("/mira/vault/star/1", Map.of());
            assertThat(screen.next("\"starred\"")).contains("mira/vault");

            admin.get("/admin/screens/" + id);
            admin.post("/admin/screens/" + id + "/order", Map.of("order", "identify"));
            assertThat(screen.next("\"screen\"")).contains("\"order\":\"identify\"", "\"screen\":" + id);

            assertThat(admin.post("/admin/screens/" + id + "/revoke", Map.of()).statusCode())
                    .isEqualTo(303);
            assertThat(screen.closeCode()).isEqualTo(4100);
        }
        assertThat(browser.get("/board/closed").statusCode()).isEqualTo(404);
        assertThat(withToken("/-/device/launch", token, "").statusCode()).isEqualTo(401);
        assertThat(withToken("/-/device/health", token, "").statusCode()).isEqualTo(401);
    }

    @Test
    void a_screen_tells_how_it_is() {
        String token = paired("open");
        String facts = "temperature=58.4&throttled=0x50005&memory_free=312&memory_total=921&version=1.0"
                + "&page=starforge+live+17&other=%3Cb%3E";

        assertThat(withToken("/-/device/health", token, facts).body()).contains("\"boards\":[\"open\"]");

        String id = launched(token).get("/board/open").body().replaceAll("(?s).*data-screen=\"(\\d+)\".*", "$1");
        assertThat(admin.get("/admin/screens/" + id).body())
                .contains("58.4 °C", "weak power supply", "312 of 921 MB free", "starforge live 17")
                .doesNotContain("&lt;b&gt;");
    }

    @Test
    void boards_of_a_screen_take_turns_and_can_be_changed() {
        String token = paired("open");
        Browsing browser = launched(token);
        String id = browser.get("/board/open").body().replaceAll("(?s).*data-screen=\"(\\d+)\".*", "$1");
        try (Watching screen = Watching.page(forge.address(), browser, "/board/open")) {
            admin.get("/admin/screens/" + id);
            assertThat(admin.post("/admin/screens/" + id, Map.of("name", "Foyer", "board", "closed"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(screen.next("\"screen\"")).contains("/-/device/home");
        }
        assertThat(browser.get("/-/device/home").headers().firstValue("Location"))
                .contains("/board/closed");
        assertThat(number("Foyer")).isEqualTo(id);
        admin.get("/admin/screens/" + id);
        assertThat(admin.post("/admin/screens/" + id, Map.of("name", "Foyer")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_screen_whose_board_is_deleted_waits_for_another() {
        board("short", Map.of("everything", "true"));
        Browsing browser = launched(paired("short"));
        admin.get("/admin/boards/short");
        admin.post("/admin/boards/short/delete", Map.of());

        HttpResponse<String> page = browser.get("/-/device/home");

        assertThat(page.body()).contains("This screen has no board", "<title>starforge idle ");
        assertThat(page.headers().firstValue("Refresh")).contains("10");
    }
}
