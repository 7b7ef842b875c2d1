package starforge.trips;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.RunningForge;
import starforge.git.RealGit;

/** From making an account to the star that everybody sees, in the real browser. */
class BrowserTripTest {
    @TempDir
    private static Path folder;

    private static RunningForge forge;
    private static Chromium chromium;
    private static RealGit git;

    @BeforeAll
    static void a_forge_and_a_browser() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        chromium = new Chromium();
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
    }

    @AfterAll
    static void the_end() {
        chromium.close();
        forge.close();
    }

    @Test
    void a_second_browser_sees_star_and_push_without_a_reload() {
        Page mira = chromium.page();
        register(mira, "mira");
        create(mira, "lantern");
        Path work = push("mira", "lantern", "# lantern\n\nA tiny message bus.\n");
        mira.navigate(forge.address() + "/mira/lantern");
        assertThat(mira.locator(".sf-md h1")).hasText("lantern");

        Page stranger = chromium.page();
        stranger.navigate(forge.address() + "/mira/lantern");
        Locator count = stranger.locator("[data-live=stars]").first();
        assertThat(count).hasText("0");
        stranger.evaluate("window.sameDocument = true");
        awaitLive(stranger);

        mira.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Star").setExact(true))
                .click();

        assertThat(count).hasText("1");
        assertThat(mira.locator("[data-live=stars]").first()).hasText("1");
        assertThat(mira.locator(".sf-btn--star")).hasAttribute("aria-pressed", "true");

        git.commit(work, "second.txt", "more");
        git.ok(work, "push", "-q", "origin", "HEAD:main");
        Locator pill = stranger.locator("a.sf-live");
        assertThat(pill).containsText("1 new commit");
        assertThat(stranger.getByText("second.txt", new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
        pill.click();
        assertThat(stranger.getByText("second.txt", new Page.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
        assertThat(stranger.evaluate("window.sameDocument")).isEqualTo(true);
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void all_of_it_works_with_scripts_off() {
        Page ravi = chromium.pageWithoutScripts();
        register(ravi, "ravi");
        create(ravi, "loom");
        push("ravi", "loom", "# loom\n");
        ravi.navigate(forge.address() + "/ravi/loom");
        assertThat(ravi.locator(".sf-md h1")).hasText("loom");

        ravi.locator("form[action$='/star/1'] button").click();

        assertThat(ravi).hasURL(forge.address() + "/ravi/loom");
        assertThat(ravi.locator("[role=status]").first()).containsText("My Stars");
        assertThat(ravi.locator("[data-live=stars]").first()).hasText("1");
        ravi.locator("[data-live=stars]").first().click();
        assertThat(ravi.locator(".sf-people")).containsText("ravi");
        ravi.navigate(forge.address() + "/user/ravi/stars");
        assertThat(ravi.locator(".sf-list")).containsText("loom");
        ravi.locator("form[action='/ravi/loom/star/0'] button").first().click();
        assertThat(ravi.locator(".sf-empty")).containsText("No stars yet");
        ravi.locator("summary[aria-label^='Your menu']").click();
        ravi.getByText("Sign out").click();
        assertThat(ravi.getByText("Sign in").first()).isVisible();
    }

    /** The connection is announced in the footer; waiting for it makes the next event a live one. */
    private static void awaitLive(Page page) {
        assertThat(page.locator("[data-live-state]")).containsText("Live");
    }

    private static void register(Page page, String name) {
        page.navigate(forge.address() + "/register");
        page.fill("#username", name);
        page.fill("#email", name + "@example.org");
        page.fill("#password", RunningForge.PASSWORD);
        page.fill("#confirm", RunningForge.PASSWORD);
        page.getByText("Create account").click();
        assertThat(page.locator("[role=status]").first()).containsText("Welcome, " + name);
    }

    private static void create(Page page, String name) {
        page.navigate(forge.address() + "/new");
        page.fill("#name", name);
        page.locator("main").getByText("Create repository").click();
        assertThat(page.locator("[role=status]").first()).containsText("is ready");
    }

    private static Path push(String user, String name, String readme) {
        Path work = git.init(folder.resolve(name));
        git.commit(work, "README.md", readme);
        String remote = forge.address().replace("://", "://" + user + ":correct%20horse@");
        git.ok(work, "remote", "add", "origin", remote + "/" + user + "/" + name + ".git");
        git.ok(work, "push", "-q", "origin", "HEAD:main");
        return work;
    }
}
