package starforge.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.User;

/** Groups as people make and use them. */
class GroupPagesTest {
    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static Map<String, Browsing> browsers;
    private static Browsing mira;
    private static Browsing ben;

    @BeforeAll
    static void a_group_with_a_private_repository() {
        forge = RunningForge.on(data);
        User owner = forge.user("mira");
        User member = forge.user("ben");
        User other = forge.user("tobi");
        mira = forge.browsing(owner);
        ben = forge.browsing(member);
        browsers = Map.of(
                "nobody", forge.browsing(),
                "other", forge.browsing(other),
                "member", ben,
                "owner", mira,
                "admin", forge.browsing(forge.admin("ada")));
        mira.get("/group/add");
        mira.post("/group/add", Map.of("group_name", "crew", "display_name", "The <Crew>", "description", "At sea."));
        mira.post("/group/crew", Map.of("user", "ben", "role", "member"));
        mira.post("/new", Map.of("namespace", "crew", "name", "hold", "private", "1"));
        mira.post("/new", Map.of("namespace", "crew", "name", "deck"));
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    /** Statuses of nobody, another user, a member, an owner and an administrator. */
    @ParameterizedTest
    @CsvSource({
        "GET,  /groups,               200, 200, 200, 200, 200",
        "GET,  /group/crew,           200, 200, 200, 200, 200",
        "GET,  /group/crew/edit,      302, 403, 403, 200, 200",
        "GET,  /group/nothing,        404, 404, 404, 404, 404",
        "GET,  /group/crew/activity,  200, 200, 200, 200, 200",
        "GET,  /group/crew/activity.atom, 200, 200, 200, 200, 200",
        "GET,  /group/nothing/activity, 404, 404, 404, 404, 404",
        "GET,  /group/nothing/activity.atom, 404, 404, 404, 404, 404",
        "GET,  /crew/deck,            200, 200, 200, 200, 200",
        "GET,  /crew/hold,            404, 404, 200, 200, 200",
        "GET,  /crew/hold/settings,   404, 404, 403, 200, 200",
        "GET,  /crew/deck/settings,   302, 403, 403, 200, 200",
        "GET,  /crew/hold/stars.svg,  404, 404, 200, 200, 200",
        "POST, /crew/hold/releases/new, 404, 404, 422, 422, 422",
        "POST, /crew/deck/releases/new, 302, 403, 422, 422, 422",
        "POST, /group/crew,           302, 403, 403, 422, 422",
        "POST, /group/crew/edit,      302, 403, 403, 303, 303",
        "POST, /group/crew/delete,    302, 403, 403, 422, 422",
        "POST, /group/crew/mira/delete, 302, 403, 403, 303, 422",
    })
    void everybody_gets_what_their_role_gives(
            String method, String path, int nobody, int other, int member, int owner, int admin) {
        Map<String, Integer> expected =
                Map.of("nobody", nobody, "other", other, "member", member, "owner", owner, "admin", admin);
        expected.forEach((who, status) -> {
            Browsing browser = Objects.requireNonNull(browsers.get(who));
            browser.get("/groups");
            HttpResponse<String> answer =
                    method.equals("GET") ? browser.get(path) : browser.post(path, Map.of("display_name", "The <Crew>"));
            assertThat(answer.statusCode()).as(who).isEqualTo(status);
        });
    }

    @Test
    void a_group_shows_its_people_and_what_the_reader_may_see() {
        String forAll = forge.browsing().get("/group/crew").body();
        assertThat(forAll)
                .contains("The &lt;Crew&gt;", "/user/mira", "/user/ben", "/crew/deck")
                .doesNotContain("crew/hold", "<Crew>");
        assertThat(ben.get("/group/crew").body()).contains("/crew/hold", "Leave the group");
        assertThat(forge.browsing().get("/user/ben").body()).contains("/group/crew");
        assertThat(forge.browsing().get("/crew/deck").body()).contains("<a href=\"/group/crew\">crew</a>");
        assertThat(forge.browsing().get("/groups?q=sea").body()).contains("No group is called sea");
        assertThat(forge.browsing().get("/groups?q=CRE").body()).contains("/group/crew");
    }

    @Test
    void what_happens_in_a_group_is_told_to_each_as_far_as_they_see_it() {
        mira.post("/crew/hold/star/1", Map.of());
        ben.post("/crew/deck/star/1", Map.of());
        for (String path : List.of("/group/crew/activity", "/group/crew/activity.atom")) {
            assertThat(forge.browsing().get(path).body())
                    .contains("crew/deck", "ben")
                    .doesNotContain("crew/hold");
            assertThat(ben.get(path).body()).contains("crew/deck", "crew/hold");
        }
        assertThat(ben.get("/group/crew/activity").body()).containsPattern("data-topic=\"(repo:\\d+ ?)+\"");
    }

    @Test
    void groups_are_found_by_name_and_title() {
        Browsing reader = forge.browsing();
        assertThat(reader.get("/search?type=groups&q=CREW").body()).contains("href=\"/group/crew\"", "2 people");
        assertThat(reader.get("/search?type=groups&q=the+%3Cc").body()).contains("The &lt;Crew&gt;");
        assertThat(reader.get("/search?q=crew").body()).contains("type=groups");
        assertThat(reader.get("/search?type=groups&q=sea").body()).contains("Nothing found");
    }

    @Test
    void a_wrong_form_says_why_and_keeps_what_was_typed() {
        assertThat(mira.post("/group/add", Map.of("group_name", "ben", "description", "kept"))
                        .body())
                .contains("The name ben is taken.", "kept");
        assertThat(mira.post("/group/add", Map.of("group_name", "add")).body()).contains("is taken by a page");
        assertThat(mira.post("/group/crew", Map.of("user", "nessie", "role", "member"))
                        .body())
                .contains("There is no user named nessie.", "value=\"nessie\"");
        assertThat(mira.post("/group/crew", Map.of("user", "tobi", "role", "king"))
                        .body())
                .contains("an owner or a member");
        assertThat(mira.post("/group/crew/delete", Map.of("confirm", "crew")).body())
                .contains("crew still has repositories.");
        assertThat(ben.post("/new", Map.of("namespace", "crew", "name", "mine")).body())
                .contains("a group that you own");
    }

    @Test
    void the_last_owner_cannot_leave_and_cannot_delete_the_account() {
        HttpResponse<String> left = mira.post("/group/crew/mira/delete", Map.of());
        assertThat(left.statusCode()).isEqualTo(303);
        assertThat(mira.get("/group/crew").body())
                .contains("Without mira, crew would have no owner who may sign in.", "/user/mira");

        User solo = forge.user("solo");
        Browsing asSolo = forge.browsing(solo);
        asSolo.get("/group/add");
        asSolo.post("/group/add", Map.of("group_name", "alone"));
        Map<String, String> form = Map.of("confirm", "solo", "current", RunningForge.PASSWORD);
        assertThat(asSolo.post("/settings/delete", form).body())
                .contains("Without solo, alone would have no owner who may sign in.");
    }

    @Test
    void a_repository_is_given_to_a_group_and_followed_by_its_old_name() {
        forge.repo(forge.desk().users().get("mira"), "raft");
        mira.get("/mira/raft");
        Map<String, String> form = Map.of("new_owner", "crew", "confirm_transfer", "mira/raft");

        HttpResponse<String> answer = mira.post("/mira/raft/settings/transfer", form);

        assertThat(answer.headers().firstValue("Location")).contains("/crew/raft");
        assertThat(forge.browsing().get("/mira/raft").headers().firstValue("Location"))
                .contains("/crew/raft");
        assertThat(ben.get("/group/crew").body()).contains("/crew/raft");
        assertThat(mira.get("/crew/raft/settings/people").body()).contains("The group it belongs to");
    }
}
