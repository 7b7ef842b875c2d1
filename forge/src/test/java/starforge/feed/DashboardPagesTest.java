package starforge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.User;

class DashboardPagesTest {
    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static Browsing asRavi;
    private static Browsing asHana;

    @BeforeAll
    static void people() {
        forge = RunningForge.on(data);
        User mira = forge.user("mira");
        forge.repo(mira, "lantern");
        asRavi = forge.browsing(forge.user("ravi"));
        asHana = forge.browsing(forge.user("hana"));
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    @Test
    void signing_in_leads_there_and_so_does_the_name_of_the_site() {
        Browsing browser = forge.browsing();
        assertThat(browser.get("/dashboard").headers().firstValue("Location")).contains("/login?next=%2Fdashboard");
        browser.get("/login");
        Map<String, String> form = Map.of("username", "mira", "password", RunningForge.PASSWORD, "next", "/");
        assertThat(browser.post("/login", form).headers().firstValue("Location"))
                .contains("/dashboard");
        assertThat(browser.get("/dashboard").body())
                .contains("class=\"sf-brand\" href=\"/dashboard\"", "href=\"/mira/lantern\">mira/lantern</a>");
        assertThat(forge.browsing().get("/").body()).contains("class=\"sf-brand\" href=\"/\"");
    }

    @Test
    void it_begins_with_a_hint_and_tells_of_the_followed_from_then_on() {
        assertThat(asRavi.get("/dashboard").body()).contains("Nothing has happened yet");
        asRavi.post("/user/hana/follow/1", Map.of());
        asHana.post("/mira/lantern/star/1", Map.of());

        String page = asRavi.get("/dashboard").body();
        assertThat(page)
                .contains(">hana</a> starred <a href=\"/mira/lantern\">mira/lantern</a>")
                .contains("data-topics=\"user:hana inbox:", "data-topic=\"user:hana\"", "Today");
        assertThat(asRavi.get("/dashboard?show=stars").body()).contains("hana</a> starred");
        assertThat(asRavi.get("/dashboard?show=pushes").body())
                .contains("Nothing has happened yet")
                .contains("data-kinds=\"pushed\"");
        assertThat(asRavi.get("/dashboard?before=1").body())
                .doesNotContain("hana</a> starred", "data-live-region=\"news\"");
        assertThat(forge.browsing().get("/mira/lantern/activity").body()).contains("hana</a> starred", "created");
        assertThat(forge.browsing().get("/user/hana/activity").body()).contains("hana</a> starred");
    }
}
