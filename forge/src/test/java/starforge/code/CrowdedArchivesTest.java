package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.Browsing;
import starforge.kernels.Kernels;

/** When more archives are taken home at once than there is room for. Who stops reading keeps his place until he hangs up. */
class CrowdedArchivesTest {
    private static final int MOST = 8;
    private static final int MOST_EACH = 2;

    /** Together more than two ends of a connection hold by themselves. */
    private static final int FILES = 16;

    @TempDir
    static Path folder;

    private static FilledForge filled;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<HttpResponse<InputStream>> begun = new ArrayList<>();

    @BeforeAll
    static void push() {
        filled = FilledForge.behindProxy(folder, Kernels::best);
        byte[] noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);
        Past past = new Past().commit("Begin");
        for (int i = 0; i < FILES; i++) {
            past.file("noise" + i, Base64.getEncoder().encodeToString(noise));
        }
        filled.push("lantern", past);
    }

    @AfterAll
    static void stop() {
        filled.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (HttpResponse<InputStream> each : begun) {
            each.body().close();
        }
    }

    /** The head of the answer; the archive waits to be read. */
    private HttpResponse<InputStream> begin(int address, String kind) throws IOException, InterruptedException {
        URI path = URI.create(filled.forge().address() + "/mira/lantern/archive/main/lantern" + kind);
        HttpRequest request = HttpRequest.newBuilder(path)
                .header("X-Forwarded-For", "192.0.2." + address)
                .build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        begun.add(answer);
        return answer;
    }

    /** As {@link #begin}, once there is a place: those who hung up before may not have been missed yet. */
    private HttpResponse<InputStream> enter(int address, String kind) {
        Crowd.await("a place for " + address, () -> isLetIn(address, kind));
        return begun.get(begun.size() - 1);
    }

    private boolean isLetIn(int address, String kind) {
        try {
            return begin(address, kind).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertSentAway(HttpResponse<InputStream> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Too many archives are being made just now. Please try again in a few seconds.");
    }

    @ParameterizedTest
    @ValueSource(strings = {".tar.gz", ".zip"})
    void of_one_address_the_third_is_sent_away_until_one_of_the_first_hangs_up_in_the_middle(String kind)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> first = enter(1, kind);
        HttpResponse<InputStream> second = enter(1, kind);
        assertThat(first.body().readNBytes(1000)).hasSize(1000);
        assertSentAway(begin(1, kind));

        first.body().close();
        enter(1, kind);
        assertThat(second.body().readAllBytes()).hasSizeGreaterThan(FILES << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {".tar.gz", ".zip"})
    void when_all_places_are_taken_the_next_is_sent_away_and_a_page_and_a_star_still_answer(String kind)
            throws IOException, InterruptedException {
        Browsing mira = filled.forge().browsing(filled.mira());
        for (int i = 0; i < MOST; i++) {
            enter(i / MOST_EACH, kind);
        }
        assertSentAway(begin(MOST, kind));
        assertThat(filled.status("/mira/lantern")).isEqualTo(200);
        assertThat(mira.post("/mira/lantern/star/1", Map.of()).statusCode()).isEqualTo(303);

        hangUp();
        for (int i = 0; i < MOST; i++) {
            enter(i / MOST_EACH, kind);
        }
    }
}
