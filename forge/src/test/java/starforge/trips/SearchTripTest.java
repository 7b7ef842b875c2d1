package starforge.trips;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.code.FilledForge;
import starforge.code.Past;

/** Searching while typing, in the real browser. */
class SearchTripTest {
    @TempDir
    private static Path folder;

    private static FilledForge filled;
    private static Chromium chromium;

    @BeforeAll
    static void a_forge_and_a_browser() {
        filled = new FilledForge(folder);
        filled.push(
                "lantern",
                new Past().commit("Begin").file("src/ring.rs", "fn lamp() {}\n").file("src/glow.rs", "lamplight\n"));
        filled.page("/mira/lantern/search?q=lamp");
        chromium = new Chromium();
    }

    @AfterAll
    static void the_end() {
        chromium.close();
        filled.close();
    }

    private static Page at(Page page, String path) {
        page.navigate(filled.forge().address() + path);
        return page;
    }

    @Test
    void results_follow_what_is_typed_and_a_wrong_pattern_is_told_without_losing_them() {
        Page page = at(chromium.page(), "/mira/lantern/search");
        page.evaluate("window.sameDocument = true");
        Locator field = page.locator(".sf-find input[name=q]");
        Locator files = page.locator(".sf-hit");

        field.pressSequentially("lamp");
        assertThat(files).hasCount(2);
        assertThat(page).hasURL(Pattern.compile(".*/search\\?q=lamp$"));
        field.pressSequentially("light");
        assertThat(files).hasCount(1);
        assertThat(page.locator("mark")).hasText("lamplight");
        page.locator("input[name=regex]").check();
        field.fill("lamp(");
        assertThat(page.locator("[data-find-error]")).containsText("The parenthesis at character 5 is not closed");
        assertThat(files).hasCount(1);
        field.fill("lamp\\(");
        assertThat(page.locator("[data-find-error]")).isHidden();
        assertThat(page.locator(".sf-hit h2")).hasText("src/ring.rs");
        field.fill("nothing");
        assertThat(page.getByText("Nothing found")).isVisible();
        assertThat(files).hasCount(0);

        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
        assertThat(chromium.complaints().stream()
                        .filter(complaint -> !complaint.contains("422"))
                        .toList())
                .isEmpty();
    }

    @Test
    void t_leads_from_code_to_any_file() {
        Page page = at(chromium.page(), "/mira/lantern");
        page.keyboard().press("t");
        assertThat(page).hasURL(Pattern.compile(".*/search/files$"));
        page.locator(".sf-find input[name=q]").pressSequentially("ring");
        assertThat(page.locator(".sf-choices a")).hasCount(1);
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile(".*/mira/lantern/blob/main/f/src/ring.rs$"));
    }

    @Test
    void without_scripts_the_form_finds_the_same() {
        Page page = at(chromium.pageWithoutScripts(), "/search?type=code");
        page.locator(".sf-find input[name=q]").fill("lamplight");
        page.locator(".sf-find button").click();

        assertThat(page.locator(".sf-hit")).hasCount(1);
        assertThat(page.locator("mark")).hasText("lamplight");
    }
}
