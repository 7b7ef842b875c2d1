package starforge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.User;

/** From a click in one browser to the socket of another, and to nobody who may not know. */
class LiveTripTest {
    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static User mira;
    private static Browsing asMira;

    @BeforeAll
    static void a_forge_with_mira() {
        forge = RunningForge.on(data);
        mira = forge.user("mira");
        asMira = forge.browsing(mira);
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    @Test
    void a_star_reaches_a_stranger_who_looks_at_the_page() {
        forge.repo(mira, "seen");
        try (Watching stranger = Watching.page(forge.address(), forge.browsing(), "/mira/seen")) {
            asMira.postForJson("/mira/seen/star/1", Map.of());

            assertThat(stranger.next("\"starred\"")).contains("\"count\":1").contains("\"actor\":\"mira\"");
        }
    }

    @Test
    void a_ticket_is_good_once() {
        forge.repo(mira, "once");
        Matcher ticket = Pattern.compile("wstoken[0-9a-f]{32}")
                .matcher(forge.browsing().get("/mira/once").body());
        assertThat(ticket.find()).isTrue();
        new Watching(forge.address(), ticket.group()).close();

        assertThatThrownBy(() -> new Watching(forge.address(), ticket.group()))
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(401));
    }

    @Test
    void what_happens_in_private_is_told_to_its_people_alone() {
        forge.privateRepo(mira, "hidden");
        forge.repo(mira, "open");
        try (Watching people = Watching.page(forge.address(), asMira, "/mira/hidden");
                Watching stranger = Watching.page(forge.address(), forge.browsing(), "/")) {
            asMira.postForJson("/mira/hidden/star/1", Map.of());
            asMira.postForJson("/mira/open/star/1", Map.of());

            assertThat(people.next("\"starred\"")).contains("mira/hidden");
            assertThat(stranger.next("mira/open")).doesNotContain("hidden");
            assertThat(stranger.rest()).doesNotContain("hidden");
        }
    }

    @Test
    void making_a_repository_private_ends_the_watching_of_strangers() {
        forge.repo(mira, "closing");
        try (Watching stranger = Watching.page(forge.address(), forge.browsing(), "/mira/closing")) {
            asMira.get("/mira/closing/settings");
            asMira.post("/mira/closing/settings", Map.of("description", "", "private", "1"));
            asMira.postForJson("/mira/closing/star/1", Map.of());

            assertThat(stranger.closeCode()).isBetween(4100, 4199);
            assertThat(stranger.rest()).doesNotContain("\"starred\"");
        }
    }

    @Test
    void signing_out_ends_the_watching_of_that_browser() {
        forge.privateRepo(mira, "session");
        Browsing other = forge.browsing(mira);
        try (Watching watching = Watching.page(forge.address(), other, "/mira/session")) {
            other.post("/logout", Map.of());

            assertThat(watching.closeCode()).isBetween(4100, 4199);
        }
    }

    @Test
    void a_removed_collaborator_watches_no_longer() {
        User ravi = forge.user("ravi");
        forge.privateRepo(mira, "shared");
        asMira.get("/mira/shared/settings");
        asMira.post("/mira/shared/settings/people", Map.of("user", "ravi", "level", "read"));
        try (Watching watching = Watching.page(forge.address(), forge.browsing(ravi), "/mira/shared")) {
            asMira.post("/mira/shared/settings/people", Map.of("user", "ravi", "level", "none"));

            assertThat(watching.closeCode()).isBetween(4100, 4199);
        }
    }

    @Test
    void a_fresh_ticket_needs_the_token_of_the_page_and_the_right_to_watch() {
        forge.privateRepo(mira, "tokens");
        asMira.get("/mira/tokens");
        assertThat(asMira.postBare("/-/live/token", Map.of("topics", "public")).statusCode())
                .isEqualTo(400);
        assertThat(asMira.post("/-/live/token", Map.of("topics", "public")).body())
                .contains("wstoken");
        assertThat(asMira.post("/-/live/token", Map.of("topics", "repo:99999")).statusCode())
                .isEqualTo(403);
        assertThat(asMira.post("/-/live/token", Map.of("topics", "everything")).statusCode())
                .isEqualTo(400);
    }
}
