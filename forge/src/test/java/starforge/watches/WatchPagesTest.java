package starforge.watches;

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

class WatchPagesTest {
    private static final String LANTERN = "/mira/lantern";

    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static Browsing asRavi;

    @BeforeAll
    static void people() {
        forge = RunningForge.on(data);
        User mira = forge.user("mira");
        forge.repo(mira, "lantern");
        forge.privateRepo(mira, "vault");
        asRavi = forge.browsing(forge.user("ravi"));
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    @Test
    void choosing_leads_back_with_a_sentence_and_counts_at_once() {
        assertThat(forge.browsing().get(LANTERN).body()).contains("1 watcher\"");
        asRavi.get(LANTERN);
        HttpResponse<String> answer = asRavi.post(LANTERN + "/watch/settings/4", Map.of());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(asRavi.get(LANTERN).body())
                .contains("You are told of releases of mira/lantern.")
                .containsPattern(
                        "action=\"/mira/lantern/watch/settings/4\"><input [^>]*><button [^>]*aria-current=\"true\"");
        assertThat(forge.browsing().get(LANTERN).body()).contains("2 watchers\"");
        assertThat(asRavi.postForJson(LANTERN + "/watch/settings/-1", Map.of()).body())
                .contains("\"level\":\"mentions\"", "\"number\":1", "\"chosen\":false", "\"watchers\":1");
    }

    @Test
    void only_who_sees_it_watches_it_and_only_as_there_are_levels() {
        assertThat(asRavi.post(LANTERN + "/watch/settings/5", Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(asRavi.post(LANTERN + "/watch/settings", Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(asRavi.post("/mira/vault/watch/settings/3", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(asRavi.postBare(LANTERN + "/watch/settings/3", Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(forge.browsing()
                        .postBare(LANTERN + "/watch/settings/3", Map.of())
                        .statusCode())
                .isEqualTo(302);
    }
}
