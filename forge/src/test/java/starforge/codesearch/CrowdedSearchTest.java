package starforge.codesearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.code.Crowd;
import starforge.code.FilledForge;
import starforge.code.Past;

/** When more search at once than there is room for. */
class CrowdedSearchTest {
    private static final int ASKED = 12;
    /** Of one address so many are let in. */
    private static final int LET_IN = 4;

    @TempDir
    Path folder;

    @Test
    void of_too_many_searches_at_once_the_last_are_told_when_to_come_again_and_the_first_are_answered() {
        try (Crowd crowd = new Crowd();
                FilledForge filled = new FilledForge(folder, crowd::behindTheGate)) {
            filled.push("lantern", new Past().commit("Begin").file("a.txt", "a lamp\n"));
            Crowd.awaitSnapshots(filled, 1);
            for (int i = 0; i < ASKED; i++) {
                String address = i % 2 == 0 ? "/mira/lantern/search?q=lamp" : "/search?type=code&q=lamp";
                crowd.ask(() -> filled.get(address));
            }
            List<HttpResponse<String>> sentAway = crowd.answered(ASKED - LET_IN);

            assertThat(sentAway).hasSize(ASKED - LET_IN).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                        .isPositive();
            });
            assertThat(crowd.open().stream().filter(answer -> answer.statusCode() == 200))
                    .hasSize(LET_IN);
        }
    }
}
