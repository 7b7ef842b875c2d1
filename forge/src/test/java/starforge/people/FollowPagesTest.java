package starforge.people;

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

class FollowPagesTest {
    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static Browsing asRavi;

    @BeforeAll
    static void people() {
        forge = RunningForge.on(data);
        forge.user("mira");
        forge.user("tobi");
        asRavi = forge.browsing(forge.user("ravi"));
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    @Test
    void following_leads_back_with_a_sentence_and_shows_on_both_profiles_at_once() {
        Browsing stranger = forge.browsing();
        assertThat(stranger.get("/user/mira/followers").body()).contains("Nobody follows mira yet");

        asRavi.get("/user/mira");
        HttpResponse<String> answer = asRavi.post("/user/mira/follow/1", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(asRavi.get("/user/mira").body())
                .contains("You follow mira.")
                .contains("action=\"/user/mira/follow/0\"");
        assertThat(stranger.get("/user/mira/followers").body()).contains("href=\"/user/ravi\"");
        assertThat(stranger.get("/user/ravi/following").body()).contains("href=\"/user/mira\"");
        assertThat(asRavi.postForJson("/user/mira/follow/0", Map.of()).body())
                .contains("\"followers\":0")
                .contains("\"following\":false");
        assertThat(stranger.get("/user/mira/followers").body()).contains("Nobody follows mira yet");
    }

    @Test
    void only_the_signed_in_follow_and_only_with_a_form_of_ours() {
        assertThat(forge.browsing().postBare("/user/tobi/follow/1", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(asRavi.postBare("/user/tobi/follow/1", Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(asRavi.post("/user/nobody/follow/1", Map.of()).statusCode()).isEqualTo(404);
        assertThat(asRavi.post("/user/ravi/follow/1", Map.of()).statusCode()).isEqualTo(422);
        assertThat(asRavi.get("/user/tobi/followers").body()).contains("Nobody follows tobi yet");
    }
}
