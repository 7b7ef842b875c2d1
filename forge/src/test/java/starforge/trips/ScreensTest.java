package starforge.trips;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.proof.Actor;
import starforge.proof.Addresses;
import starforge.proof.FilledForge;

/** Every kind of page, wide and narrow, light and dark; the pictures are left in {@code target/screens}. */
class ScreensTest {
    /** What is no page: files, feeds and what machines read. */
    private static final Set<String> NO_PAGE = Set.of(
            "/activity.atom",
            "/group/:name/activity.atom",
            "/user/:name/activity.atom",
            "<repo>/activity.atom",
            "/api/0/*",
            "/-/avatar/:file",
            "/-/device/enter/:ticket",
            "/-/device/home",
            "/-/events",
            "/-/health",
            "/-/metrics",
            "/-/theme/*",
            "/settings/stars.json",
            "<repo>/stars.svg",
            "<repo>/raw",
            "<repo>/archive",
            "/robots.txt",
            "<repo>/releases/download");

    private static final int BROWSERS = 2;

    @TempDir
    static Path folder;

    private static FilledForge forge;

    @BeforeAll
    static void a_forge() {
        forge = FilledForge.in(folder);
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    @Test
    void every_page_is_accessible_fits_and_is_quiet() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target/screens"));
        Map<String, Set<String>> findings = new ConcurrentSkipListMap<>();
        BiConsumer<String, String> keep =
                (line, screen) -> findings.computeIfAbsent(line, key -> new ConcurrentSkipListSet<>())
                        .add(screen);
        Queue<Screens.Screen> left = new ConcurrentLinkedQueue<>(Screens.of(forge));
        IntStream.range(0, BROWSERS).parallel().forEach(i -> lookAtAll(left, pictures, keep));
        assertThat(findings.entrySet()).isEmpty();
    }

    /** Takes screen after screen in a browser of its own, until none is left. */
    private static void lookAtAll(Queue<Screens.Screen> left, Path pictures, BiConsumer<String, String> findings) {
        try (Chromium chromium = new Chromium()) {
            Map<Actor, Looking> lookers = new EnumMap<>(Actor.class);
            for (Screens.Screen next = left.poll(); next != null; next = left.poll()) {
                lookers.computeIfAbsent(
                                next.who(), who -> new Looking(chromium, forge.forge(), who, pictures, findings))
                        .at(next);
            }
        }
    }

    @Test
    void every_page_route_has_a_screen() {
        Addresses routes = new Addresses(forge.forge().routes(), "GET");
        Set<String> missing = new TreeSet<>(routes.all());
        missing.removeAll(NO_PAGE);
        Screens.of(forge).forEach(screen -> missing.remove(routes.route(URI.create(screen.path()))));
        assertThat(missing).isEmpty();
    }

    @Test
    void everything_is_there_with_scripts_off() {
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.pageWithoutScripts();
            for (Screens.Screen screen : Screens.of(forge)) {
                if (screen.who() == Actor.NOBODY) {
                    page.navigate(forge.forge().address() + screen.path());
                    assertThat(page.locator("h1").first()).isAttached();
                    assertThat(page.locator("main")).isVisible();
                }
            }
            page.navigate(forge.forge().address() + "/");
            page.locator("input[name=q]").first().fill("lantern");
            page.locator("input[name=q]").first().press("Enter");
            page.waitForURL("**/search?*");
            assertThat(page.locator("main")).containsText("mira / lantern");
        }
    }
}
