package starforge.stars;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.User;

/** The star button as Pagure has it, and what Pagure gets wrong. */
class StarPagesTest {
    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static User mira;
    private static User ravi;
    private static Browsing asRavi;

    @BeforeAll
    static void two_people_and_two_repositories() {
        forge = RunningForge.on(data);
        mira = forge.user("mira");
        ravi = forge.user("ravi");
        forge.repo(mira, "lantern");
        forge.repo(mira, "table");
        forge.repo(mira, "twice");
        forge.privateRepo(mira, "secret");
        asRavi = forge.browsing(ravi);
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    @Test
    void an_unknown_repository_is_404_even_before_signing_in() {
        assertThat(forge.browsing().postBare("/mira/nothing/star/1", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(asRavi.post("/mira/nothing/star/1", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void a_private_repository_of_somebody_else_looks_like_an_unknown_one() {
        HttpResponse<String> hidden = asRavi.post("/mira/secret/star/1", Map.of());
        HttpResponse<String> unknown = asRavi.post("/mira/nosuch/star/1", Map.of());

        assertThat(hidden.statusCode()).isEqualTo(404);
        String ticket = "wstoken[0-9a-f]{32}";
        assertThat(hidden.body().replace("secret", "nosuch").replaceAll(ticket, ""))
                .isEqualTo(unknown.body().replaceAll(ticket, ""));
        assertThat(asRavi.get("/mira/secret/stargazers/").statusCode()).isEqualTo(404);
    }

    @Test
    void a_stranger_is_sent_to_sign_in() {
        HttpResponse<String> answer = forge.browsing().postBare("/mira/lantern/star/1", Map.of());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/login?next=");
    }

    @Test
    void a_form_without_its_token_is_refused_and_changes_nothing() {
        assertThat(asRavi.postBare("/mira/table/star/1", Map.of()).statusCode()).isEqualTo(400);
        assertThat(asRavi.postBare("/mira/table/star/1", Map.of("csrf_token", "guess"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(asRavi.get("/mira/table/stargazers/").body()).contains("No stars yet");
    }

    @Test
    void only_0_and_1_are_stars_and_only_by_post() {
        assertThat(asRavi.post("/mira/table/star/2", Map.of()).statusCode()).isEqualTo(400);
        HttpResponse<String> got = asRavi.get("/mira/table/star/1");
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void starring_leads_back_with_a_sentence_and_a_second_time_changes_nothing() {
        asRavi.get("/mira/twice");
        HttpResponse<String> first = asRavi.post("/mira/twice/star/1", Map.of());
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).contains("/mira/twice");
        assertThat(asRavi.get("/mira/twice").body()).contains("You starred mira/twice");

        String second = asRavi.postForJson("/mira/twice/star/1", Map.of()).body();
        assertThat(second).contains("\"count\":1").contains("\"starred\":true");
        assertThat(asRavi.get("/mira/twice/stargazers/").body())
                .contains("1 stargazer")
                .contains("/user/ravi");
        assertThat(asRavi.get("/user/ravi/stars").body()).contains("My Stars").contains("/mira/twice");

        assertThat(asRavi.postForJson("/mira/twice/star/0", Map.of()).body()).contains("\"count\":0");
        assertThat(asRavi.post("/mira/twice/star/0", Map.of()).statusCode()).isEqualTo(303);
        assertThat(asRavi.get("/mira/twice").body()).contains("You never starred mira/twice");
    }

    @Test
    void a_starred_private_repository_is_listed_only_to_those_who_see_it() {
        Browsing asMira = forge.browsing(mira);
        asMira.get("/mira/secret");
        asMira.post("/mira/secret/star/1", Map.of());

        assertThat(asMira.get("/user/mira/stars").body()).contains("/mira/secret");
        assertThat(asRavi.get("/user/mira/stars").body()).doesNotContain("secret");
        assertThat(forge.browsing().get("/user/mira/stars").body()).doesNotContain("secret");
        assertThat(forge.browsing().get("/").body()).doesNotContain("secret");
        assertThat(forge.browsing().get("/search?q=secret").body()).doesNotContain("/mira/secret");
        assertThat(forge.browsing().get("/-/events?after=0").body()).doesNotContain("secret");
    }

    @Test
    void an_unknown_user_has_no_stars_page() {
        assertThat(forge.browsing().get("/user/nobody/stars").statusCode()).isEqualTo(404);
    }

    @Test
    void the_curve_is_a_picture_of_its_own_that_is_sent_again_only_when_it_changed() {
        forge.repo(mira, "curve");
        HttpResponse<String> first = forge.browsing().get("/mira/curve/stars.svg");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(first.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'sha256-");
        String tag = first.headers().firstValue("ETag").orElse("");
        assertThat(forge.browsing()
                        .get("/mira/curve/stars.svg", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);

        asRavi.get("/mira/curve");
        asRavi.post("/mira/curve/star/1", Map.of());

        HttpResponse<String> next = forge.browsing().get("/mira/curve/stars.svg", "If-None-Match", tag);
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).contains("Stars now: 1");
        assertThat(forge.browsing().get("/mira/curve/stargazers/").body())
                .contains("<svg class=\"sf-curve\"", "As a table", "The same people starred");
    }

    @Test
    void the_curve_of_a_private_repository_is_for_its_people_alone() {
        assertThat(forge.browsing().get("/mira/secret/stars.svg").statusCode()).isEqualTo(404);
        assertThat(asRavi.get("/mira/secret/stars.svg").statusCode()).isEqualTo(404);
        HttpResponse<String> own = forge.browsing(mira).get("/mira/secret/stars.svg");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.headers().firstValue("Cache-Control")).contains("private, no-cache");
    }

    @Test
    void my_stars_are_searched_sorted_and_kept_under_words_that_nobody_else_sees() {
        for (String name : new String[] {"zebra", "apple"}) {
            forge.repo(mira, name);
            asRavi.get("/mira/" + name);
            asRavi.post("/mira/" + name + "/star/1", Map.of());
        }
        assertThat(asRavi.post("/mira/zebra/star/tags", Map.of("tag", "To Read"))
                        .statusCode())
                .isEqualTo(303);

        assertThat(asRavi.get("/user/ravi/stars?sort=name").body())
                .containsSubsequence("/mira/apple\"", "/mira/zebra\"")
                .contains(">to read</a>", "tag=to%20read");
        assertThat(asRavi.get("/user/ravi/stars?tag=to+read").body())
                .contains("/mira/zebra")
                .doesNotContain("/mira/apple");
        assertThat(asRavi.get("/user/ravi/stars?q=APP").body())
                .contains("/mira/apple")
                .doesNotContain("/mira/zebra");
        assertThat(asRavi.get("/user/ravi/stars?q=%22%3E%3Cb%3E").body())
                .contains("Nothing found", "&quot;&gt;&lt;b&gt;");
        assertThat(forge.browsing(mira).get("/user/ravi/stars?tag=to+read").body())
                .contains("/mira/zebra", "/mira/apple")
                .doesNotContain("to read", "to%20read");

        HttpResponse<String> wrong = asRavi.post("/mira/zebra/star/tags", Map.of("tag", "y".repeat(40)));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("A tag has one to 30 letters.", "value=\"" + "y".repeat(40));
        asRavi.post("/mira/zebra/star/untag", Map.of("tag", "to read"));
        assertThat(asRavi.get("/user/ravi/stars").body()).doesNotContain(">to read</a>");
    }

    @Test
    void stars_go_out_and_come_in_as_a_file() {
        forge.repo(mira, "taken");
        asRavi.get("/mira/taken");
        asRavi.post("/mira/taken/star/1", Map.of());
        HttpResponse<String> out = asRavi.get("/settings/stars.json");
        assertThat(out.headers().firstValue("Content-Disposition").orElse("")).contains("stars.json");
        assertThat(out.body()).contains("\"repo\" : \"mira/taken\"");
        Browsing asMira = forge.browsing(mira);

        assertThat(asMira.postFile("/settings/stars", "file", "stars.json", out.body())
                        .body())
                .contains("new star");
        assertThat(asMira.get("/user/mira/stars").body()).contains("/mira/taken");
        HttpResponse<String> wrong = asMira.postFile("/settings/stars", "file", "x", "no");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("This file is not JSON.");
        assertThat(asMira.postFile("/settings/stars", "file", "x", "9".repeat(2 << 20))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void the_front_page_says_what_rises_and_the_profile_has_its_year() {
        forge.repo(mira, "rising");
        asRavi.get("/mira/rising");
        asRavi.post("/mira/rising/star/1", Map.of());

        assertThat(forge.browsing().get("/").body()).contains("Trending this week");
        assertThat(forge.browsing().get("/user/mira").body())
                .contains("contributions in the last year", "<svg class=\"sf-heat\"", "by UTC");
    }
}
