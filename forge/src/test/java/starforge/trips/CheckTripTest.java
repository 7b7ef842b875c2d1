package starforge.trips;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.RunningForge;
import starforge.git.RealGit;

/** A broken file is checked by one, seen by two, and mended by a push that is checked by itself. */
class CheckTripTest {
    private static final String LANTERN = "/mira/lantern";

    @TempDir
    private Path folder;

    private RunningForge forge;
    private Chromium chromium;
    private RealGit git;
    private Path work;

    @BeforeEach
    void a_repository_with_a_broken_file() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        chromium = new Chromium();
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
        forge.repo(forge.user("mira"), "lantern");
        work = git.init(folder.resolve("work"));
        git.commit(work, "ring.py", "import threading\n\n\ndef publish(ring, event:\n    ring.append(event)\n");
        push();
    }

    @AfterEach
    void the_end() {
        chromium.close();
        forge.close();
    }

    private void push() {
        String remote = forge.address().replace("://", "://mira:correct%20horse@") + LANTERN + ".git";
        git.ok(work, "push", "-q", remote, "HEAD:refs/heads/main");
    }

    private Page mira() {
        Page page = chromium.page();
        page.navigate(forge.address() + "/login");
        page.fill("#username", "mira");
        page.fill("#password", RunningForge.PASSWORD);
        page.locator("main form button").first().click();
        assertThat(page.locator("summary[aria-label^='Your menu']")).isVisible();
        return page;
    }

    private void open(Page page, String path) {
        page.navigate(forge.address() + path);
        assertThat(page.locator("[data-live-state]")).containsText("Live");
        page.evaluate("window.sameDocument = true");
    }

    @Test
    void marks_appear_in_both_browsers_and_a_push_that_mends_turns_green() {
        Page mira = mira();
        Page stranger = chromium.page();
        String file = LANTERN + "/blob/main/f/ring.py";
        open(mira, file);
        open(stranger, file);
        assertThat(stranger.locator("#file")).containsText("Nobody asked for a check yet.");

        mira.locator("#file form button").click();

        assertThat(stranger.locator("#file .sf-check .is-bad")).containsText("Line 4");
        assertThat(stranger.locator(".sf-code .is-bad").first()).isVisible();
        assertThat(mira.locator("#file .sf-check .is-bad")).containsText("Line 4");
        assertThat(stranger.evaluate("window.sameDocument")).isEqualTo(true);

        mira.navigate(forge.address() + LANTERN + "/settings/checks");
        mira.getByText("Check every push").click();
        assertThat(mira.locator("[role=status]").first()).containsText("Pushes are checked from now on");
        git.commit(work, "ring.py", "def publish(ring, event):\n    ring.append(event)\n");
        String mended = LANTERN + "/c/" + git.ok(work, "rev-parse", "HEAD");
        push();
        mira.navigate(forge.address() + mended);
        assertThat(mira.locator("#checks .sf-check .is-ok")).containsText("Nothing was found");
        assertThat(mira.locator("#flags .is-ok")).isVisible();
        assertThat(chromium.complaints()).isEmpty();
    }
}
