package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.RunningForge;
import starforge.web.TrustedProxies;

/** Behind a proxy that is trusted, everybody is who the proxy says, and no more than that. */
class TrustedProxiesTest {
    @TempDir
    static Path folder;

    private static RunningForge forge;

    @BeforeAll
    static void a_forge() {
        forge = RunningForge.with(folder, Map.of("trusted-proxies", "127.0.0.1, 10.0.0.0/8, ::1"));
        List.of("sven", "tobi", "ursa", "vera").forEach(forge::user);
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    /** The answer to a wrong password that comes by these hops. */
    private static int guess(String name, int number, String... forwarded) {
        String pair = Base64.getEncoder().encodeToString((name + ":guess " + number).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(forge.address() + "/")).header("Authorization", "Basic " + pair);
        for (String hops : forwarded) {
            request.header("X-Forwarded-For", hops);
        }
        return HttpClient.newHttpClient()
                .sendAsync(request.build(), BodyHandlers.discarding())
                .join()
                .statusCode();
    }

    @Test
    void who_guesses_shuts_out_himself_and_nobody_else() {
        List<Integer> answers = IntStream.range(0, 11)
                .mapToObj(number -> guess("sven", number, "192.0.2.7"))
                .toList();
        assertThat(answers).startsWith(401).endsWith(429);
        assertThat(guess("sven", 11, "192.0.2.8")).isEqualTo(401);
    }

    @Test
    void what_stands_before_the_proxys_own_word_is_made_up_and_counts_nothing() {
        List<Integer> answers = IntStream.range(0, 11)
                .mapToObj(number -> guess("tobi", number, "198.51.100." + number + ", 192.0.2.9"))
                .toList();
        assertThat(answers).startsWith(401).endsWith(429);
        assertThat(guess("tobi", 11, "198.51.100.99", "192.0.2.9")).isEqualTo(429);
    }

    @Test
    void proxies_behind_the_proxy_are_passed_over() {
        List<Integer> answers = IntStream.range(0, 11)
                .mapToObj(number -> guess("ursa", number, "192.0.2.10, 10.1.2." + number + ", 127.0.0.1"))
                .toList();
        assertThat(answers).startsWith(401).endsWith(429);
        assertThat(guess("ursa", 11, "192.0.2.11, 10.1.2.3")).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forge.example", "unknown", "", "192.0.2.1:80", "999.1.1.1", "<script>", "::1%eth0"})
    void what_is_no_address_is_never_looked_up_and_harms_nothing(String hop) {
        assertThat(guess("vera", 1, hop)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/", "1,,2", "a", "10.0.0.0/-1"})
    void what_is_no_list_of_networks_is_refused(String list) {
        assertThat(TrustedProxies.of(list)).isEmpty();
    }
}
