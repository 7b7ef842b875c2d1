package starforge.trips;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.User;

/** A board in a real browser: one event, one line; and what it says when it is cut off. */
class BoardTripTest {
    /** Keeps what changed in the list, to be asked about later. */
    private static final String WATCH = """
            window.changes = [];
            new MutationObserver(all => all.forEach(one => {
              if (one.type === 'childList' && one.target.matches('.sf-wb-list'))
                changes.push('+' + one.addedNodes.length + ' -' + one.removedNodes.length);
            })).observe(document.querySelector('[data-key=activity]'), {subtree: true, childList: true});
            document.querySelector('[data-key=activity] li').mark = 'same element';""";

    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static Chromium chromium;
    private static Browsing admin;
    private static Browsing asMira;

    @BeforeAll
    static void a_forge_and_a_browser() {
        forge = RunningForge.on(data);
        chromium = new Chromium();
        User mira = forge.user("mira");
        admin = forge.browsing(forge.admin("ada"));
        asMira = forge.browsing(mira);
        for (String name : new String[] {"lantern", "tide", "loom", "comet"}) {
            forge.repo(mira, name);
        }
        admin.get("/admin/boards");
        admin.post("/admin/boards", board("Workshop", "0"));
    }

    @AfterAll
    static void the_end() {
        chromium.close();
        forge.close();
    }

    private static Map<String, String> board(String title, String rotation) {
        Map<String, String> form = new HashMap<>(
                Map.of("name", "hall", "title", title, "everything", "true", "rotation", rotation, "distance", "near"));
        form.putAll(Map.of("language", "en-GB", "zone", "UTC", "panel-activity", "true", "panel-today", "true"));
        return form;
    }

    private static void star(String repo) {
        asMira.get("/mira/" + repo);
        asMira.post("/mira/" + repo + "/star/1", Map.of());
    }

    private static Locator rows(Page page) {
        return page.locator("[data-key=activity] li");
    }

    @Test
    void one_event_changes_one_line_and_all_else_stays() {
        Page page = chromium.page();
        page.navigate(forge.address() + "/board/hall");
        assertThat(page.locator("[data-state]")).hasText("Live");
        page.evaluate(WATCH);
        int before = rows(page).count();

        star("lantern");

        assertThat(rows(page)).hasCount(before + 1);
        assertThat(rows(page).first()).containsText("mira starred mira/lantern");
        assertThat(page.evaluate("changes.join(', ')")).isEqualTo("+1 -0");
        assertThat(page.evaluate("document.querySelectorAll('[data-key=activity] li')[1].mark"))
                .isEqualTo("same element");
        assertThat(page.locator("[data-key=today]")).containsText(Pattern.compile("new stars[1-9]"));
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void a_cut_board_says_since_when_and_misses_nothing() throws Exception {
        try (Cable cable = new Cable(forge.address())) {
            Page page = chromium.page();
            page.navigate(cable.address() + "/board/hall");
            assertThat(page.locator("[data-state]")).hasText("Live");
            page.evaluate("window.sameDocument = true");

            cable.cut();
            assertThat(page.locator("[data-state]"))
                    .hasText(Pattern.compile("Disconnected since [0-2][0-9]:[0-5][0-9]"));
            star("tide");
            star("loom");
            cable.mend();

            assertThat(page.locator("[data-state]")).hasText("Live");
            assertThat(page.locator("[data-key=activity]")).containsText("mira starred mira/tide");
            assertThat(page.locator("[data-key=activity]")).containsText("mira starred mira/loom");
            assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
            chromium.complaints().removeIf(line -> line.contains("ERR_CONNECTION_REFUSED"));
        }
    }

    @Test
    void a_clock_that_is_wrong_by_years_is_not_believed() {
        Page page = chromium.page();
        page.addInitScript("""
                const Right = Date, behind = 20 * 365 * 864e5;
                window.Date = class extends Right {
                  constructor(...given) { given.length ? super(...given) : super(Right.now() - behind); }
                  static now() { return Right.now() - behind; }
                };""");
        star("comet");
        page.navigate(forge.address() + "/board/hall");

        assertThat(page.locator("[data-state]")).hasText("Live");
        assertThat(rows(page).first().locator("time")).hasText(Pattern.compile("now|[0-9] min"));
        String clock = page.locator("[data-clock]").textContent();
        assertThat(clock).isIn(timeOfDay(0), timeOfDay(-1));
    }

    private static String timeOfDay(int minutes) {
        return LocalTime.now(ZoneOffset.UTC).plusMinutes(minutes).toString().substring(0, 5);
    }

    @Test
    void what_its_maker_changes_shows_at_once_without_a_reload() {
        Page page = chromium.page();
        page.navigate(forge.address() + "/board/hall");
        assertThat(page.locator("[data-state]")).hasText("Live");
        page.evaluate("window.sameDocument = true");

        admin.get("/admin/boards/hall");
        admin.post("/admin/boards/hall", board("Renamed", "20"));

        assertThat(page.locator("h1")).hasText("Renamed");
        assertThat(page.locator("main > section:visible")).hasCount(1);
        admin.post("/admin/boards/hall", board("Workshop", "0"));
        assertThat(page.locator("main > section:visible")).hasCount(2);
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    @Test
    void without_scripts_the_board_is_whole() {
        star("comet");
        Page page = chromium.pageWithoutScripts();
        page.navigate(forge.address() + "/board/hall");

        assertThat(page.locator("main")).containsText("mira starred mira/comet");
        assertThat(page.locator("main > section")).hasCount(2);
    }
}
