package starforge.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.trips.Chromium;

/** What arrives over the socket from strangers becomes text in the page, never elements. */
class LiveEventsAreTextTest {
    private static final String HARM = "<img src=x onerror=window.harmed=1><harm>";

    @TempDir
    Path folder;

    @Test
    void hostile_branch_commit_and_display_name_run_nothing_in_an_open_page() {
        try (PushedForge forge = new PushedForge(folder);
                Chromium chromium = new Chromium()) {
            forge.push("lantern", PushedForge.commit("M <m@x> 1 +0000", "x") + PushedForge.file("100644", "a", "a"));
            forge.mira().post("/settings/profile", Map.of("full_name", HARM));
            Page page = chromium.page();
            page.navigate(forge.forge().address() + "/mira/lantern");
            assertThat(page.locator("[data-live-state]")).containsText("Live");

            Path work = folder.resolve("work/lantern");
            String tree = forge.git().ok(work, "rev-parse", "main^{tree}");
            String next = forge.git().ok(work, "commit-tree", tree, "-p", "main", "-m", HARM);
            forge.git().ok(work, "update-ref", "refs/heads/main", next);
            forge.git().ok(work, "update-ref", "refs/heads/<harm/onerror=harmed>", next);
            forge.git().ok(work, "push", "-q", forge.address("lantern"), "--all");
            assertThat(page.locator("a.sf-live").first()).containsText("new commit");
            page.locator("a.sf-live").first().click();
            assertThat(page.locator("#commits, main").first()).containsText("onerror=window.harmed=1");

            assertThat(page.locator("harm, img[src=x]")).hasCount(0);
            assertThat(page.evaluate("window.harmed === undefined")).isEqualTo(true);
        }
    }
}
