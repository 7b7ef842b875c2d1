package starforge.trips;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;

/** A stranger has the page of a group and of a person open while their repositories come, change hands and go. */
class ListsTripTest {
    @TempDir
    private Path folder;

    private RunningForge forge;
    private Chromium chromium;
    private Browsing mira;

    @BeforeEach
    void a_group_and_an_open_browser() {
        forge = RunningForge.on(folder);
        chromium = new Chromium();
        mira = forge.browsing(forge.user("mira"));
        mira.get("/group/add");
        mira.post("/group/add", Map.of("group_name", "Club"));
    }

    @AfterEach
    void the_end() {
        chromium.close();
        forge.close();
    }

    @Test
    void the_lists_of_a_group_and_of_a_person_follow_what_is_theirs() {
        Page group = open("/group/Club");
        Page person = open("/user/mira");
        Locator groups = group.locator("#lists .sf-list__title");
        Locator persons = person.locator("#lists .sf-list__title");
        assertThat(groups).hasCount(0);

        make("mira", "lantern");
        assertThat(persons).hasText("mira / lantern");
        group.evaluate("window.lists = document.querySelector('#lists')");
        make("mira", "table");
        assertThat(persons).hasCount(2);
        assertThat(group.evaluate("window.lists === document.querySelector('#lists')"))
                .as("what is not the group's is no news there")
                .isEqualTo(true);

        make("Club", "lamp");
        assertThat(groups).hasText("Club / lamp");
        give("/mira/lantern", "Club");
        assertThat(groups).hasCount(2);
        mira.post("/Club/lamp/settings/delete", Map.of("confirm", "Club/lamp"));
        assertThat(groups).hasCount(1);
        give("/Club/lantern", "mira");
        assertThat(groups).hasCount(0);
        assertThat(group.evaluate("window.sameDocument")).isEqualTo(true);
        assertThat(chromium.complaints()).isEmpty();
    }

    private void make(String namespace, String name) {
        mira.post("/new", Map.of("namespace", namespace, "name", name));
    }

    private void give(String repo, String to) {
        mira.post(repo + "/settings/transfer", Map.of("new_owner", to, "confirm_transfer", repo.substring(1)));
    }

    private Page open(String path) {
        Page page = chromium.page();
        page.navigate(forge.address() + path);
        assertThat(page.locator("[data-live-state]")).containsText("Live");
        page.evaluate("window.sameDocument = true");
        return page;
    }
}
