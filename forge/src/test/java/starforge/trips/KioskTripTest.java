package starforge.trips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.User;

/** A wallboard with the real browser and window manager, through all that happens to it in the years on a wall. */
class KioskTripTest {
    /** The background of the boot page and of a dark board. */
    private static final int DARK = 0x14181c;

    @TempDir
    private static Path folder;

    private static RunningForge forge;
    private static Browsing admin;
    private static Browsing asMira;

    @BeforeAll
    static void a_forge_with_a_board() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        admin = forge.browsing(forge.admin("ada"));
        User mira = forge.user("mira");
        asMira = forge.browsing(mira);
        forge.privateRepo(mira, "vault");
        Map<String, String> board = new HashMap<>(
                Map.of("name", "hall", "title", "Hall", "repos", "mira/vault", "rotation", "0", "distance", "near"));
        board.putAll(Map.of("language", "en-GB", "zone", "UTC", "panel-activity", "true"));
        admin.get("/admin/boards");
        assertThat(admin.post("/admin/boards", board).statusCode()).isEqualTo(303);
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    private static Kiosk kiosk(String name, String address) {
        return new Kiosk(folder.resolve(name), address);
    }

    private static void pair(Kiosk kiosk, String name) {
        String code = kiosk.code();
        admin.get("/pair?user_code=" + code);
        Map<String, String> form =
                Map.of("user_code", code, "name", name, "board", "hall", "current", RunningForge.PASSWORD);
        assertThat(admin.post("/pair", form).statusCode()).isEqualTo(303);
    }

    private static String number(String name) {
        return admin.get("/admin/screens").body().replaceAll("(?s).*/admin/screens/(\\d+)\">" + name + "<.*", "$1");
    }

    private static void awaitHealth(String id) {
        Waiting.until(
                Duration.ofSeconds(20),
                () -> admin.get("/admin/screens/" + id).body().matches("(?s).*starforge live \\d+.* MB free.*"),
                () -> "The screen did not say that it is well");
    }

    /**
     * One screen's life, told in order, because each start of a browser takes seconds: switched on while the forge is away,
     * paired, cut off, its page killed, its page frozen, its browser killed, and taken away.
     */
    @Test
    void a_screen_survives_all_that_happens_to_it() throws Exception {
        try (Cable cable = new Cable(forge.address());
                Kiosk kiosk = kiosk("life", cable.address())) {
            cable.cut();
            kiosk.start().awaitState("\"waiting\"");
            kiosk.awaitTitle("boot");
            kiosk.awaitEdges(DARK);

            cable.mend();
            pair(kiosk, "Entrance");
            kiosk.awaitTitle("live");
            kiosk.awaitEdges(DARK);
            assertThat(kiosk.hasToken()).isTrue();
            assertThat(kiosk.log()).doesNotContain("sfk_");

            cable.cut();
            kiosk.awaitTitle("lost");
            kiosk.awaitEdges(DARK);
            cable.mend();
            kiosk.awaitTitle("live");

            kiosk.killManager();
            kiosk.killTab();
            kiosk.awaitLog("The browser ended");
            kiosk.awaitTitle("live");

            kiosk.freezePage();
            kiosk.awaitLog("The page stood still");
            kiosk.awaitTitle("live");

            kiosk.killBrowser();
            kiosk.awaitLog("The browser ended (-9)");
            kiosk.awaitTitle("live");
            kiosk.awaitEdges(DARK);

            String id = number("Entrance");
            awaitHealth(id);
            admin.post("/admin/screens/" + id + "/revoke", Map.of());
            kiosk.awaitLog("This screen was taken away");
            assertThat(kiosk.code()).matches("[A-Z]{4}-[A-Z]{4}");
            kiosk.awaitTitle("boot");
            assertThat(kiosk.hasToken()).isFalse();
        }
    }

    /** The token is forgotten, and the next one lasts until the screen is switched off. */
    @Test
    void a_wrong_token_a_full_disk_and_a_clock_of_twenty_years_ago_keep_no_screen_from_its_board() {
        try (Kiosk kiosk =
                kiosk("full", forge.address()).withWrongTokenOnFullDisk().withClockBehind()) {
            kiosk.start().awaitLog("This screen was taken away");
            pair(kiosk, "Corridor");

            kiosk.awaitLog("The token cannot be stored");
            kiosk.awaitTitle("live");
            asMira.get("/mira/vault");
            asMira.post("/mira/vault/star/1", Map.of());
            kiosk.awaitTitle("live");
        }
    }
}
