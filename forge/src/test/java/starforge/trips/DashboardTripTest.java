package starforge.trips;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.users.User;

/** Three people in browsers of their own: one follows the others, who do something, and is told of it meanwhile. */
class DashboardTripTest {
    private static final String LANTERN = "/mira/lantern";
    private static final String GROUPED = "mira and 1 other starred mira/lantern";

    @TempDir
    private Path folder;

    private RunningForge forge;
    private Chromium chromium;

    @BeforeEach
    void three_people_and_a_repository() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        chromium = new Chromium();
        User mira = forge.user("mira");
        forge.user("ravi");
        forge.user("tobi");
        forge.repo(mira, "lantern");
        RealGit git = new RealGit(Files.createDirectories(folder.resolve("home")));
        Path work = git.init(folder.resolve("work"));
        git.commit(work, "README.md", "# lantern\n");
        String remote = forge.address().replace("://", "://mira:correct%20horse@") + LANTERN + ".git";
        git.ok(work, "push", "-q", remote, "HEAD:refs/heads/main");
    }

    @AfterEach
    void the_end() {
        chromium.close();
        forge.close();
    }

    @Test
    void an_open_dashboard_tells_of_stars_and_forks_and_without_scripts_after_a_reload() {
        Page ravi = signedIn(chromium.page(), "ravi");
        follow(ravi, "mira");
        follow(ravi, "tobi");
        open(ravi, "/dashboard");
        Locator news = ravi.locator("#news");
        Locator pill = news.locator(".sf-live");
        Page plain = signedIn(chromium.pageWithoutScripts(), "ravi");
        plain.navigate(forge.address() + "/dashboard");
        Page mira = signedIn(chromium.page(), "mira");
        open(mira, LANTERN);
        Locator forks = mira.locator("[data-live=forks]").first();
        assertThat(forks).hasText("0");

        Page tobi = signedIn(chromium.page(), "tobi");
        open(tobi, LANTERN);
        click(tobi, "Star");
        assertThat(pill).hasText("1 new: show");
        click(mira, "Star");
        assertThat(pill).hasText("2 new: show");
        click(tobi, "Fork");

        assertThat(tobi.locator("[role=status]").first()).containsText("This is your own fork now");
        assertThat(forks).hasText("1");
        assertThat(mira.evaluate("window.sameDocument")).isEqualTo(true);
        assertThat(pill).hasText("3 new: show");
        assertThat(news).not().containsText(GROUPED);
        pill.click();
        assertThat(news).containsText(GROUPED);
        assertThat(news).containsText("tobi forked mira/lantern");
        assertThat(pill).hasCount(0);
        assertThat(ravi.evaluate("window.sameDocument")).isEqualTo(true);

        assertThat(plain.locator("#news")).not().containsText("starred");
        plain.reload();
        assertThat(plain.locator("#news")).containsText(GROUPED);
        assertThat(plain.locator("#news")).containsText("tobi forked mira/lantern");
        assertThat(chromium.complaints()).isEmpty();
    }

    private Page signedIn(Page page, String name) {
        page.navigate(forge.address() + "/login");
        page.fill("#username", name);
        page.fill("#password", RunningForge.PASSWORD);
        page.locator("main form button").first().click();
        assertThat(page.locator("summary[aria-label^='Your menu']")).isVisible();
        return page;
    }

    private void follow(Page page, String name) {
        page.navigate(forge.address() + "/user/" + name);
        click(page, "Follow " + name);
        assertThat(page.locator("form[action='/user/" + name + "/follow/0'] button")
                        .first())
                .isVisible();
    }

    private void open(Page page, String path) {
        page.navigate(forge.address() + path);
        assertThat(page.locator("[data-live-state]")).containsText("Live");
        page.evaluate("window.sameDocument = true");
    }

    private static void click(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }
}
