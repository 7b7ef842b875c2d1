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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.User;

/** What a proxy would say of a request counts nothing, as anybody can say it. */
class HeadersOfProxiesTest {
    @TempDir
    static Path folder;

    private static RunningForge forge;

    @BeforeAll
    static void a_forge() {
        forge = RunningForge.on(folder);
        User mira = forge.admin("mira");
        forge.repo(mira, "open");
        forge.privateRepo(mira, "vault");
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-WEBAUTH-USER",
                "X-Remote-User",
                "X-Forwarded-User",
                "Remote-User",
                "REMOTE_USER",
                "X-Auth-Request-User"
            })
    void nobody_is_somebody_by_a_header(String header) {
        Browsing nobody = forge.browsing();
        assertThat(nobody.get("/settings", header, "mira").statusCode()).isEqualTo(302);
        assertThat(nobody.get("/admin", header, "mira").statusCode()).isEqualTo(302);
        assertThat(nobody.get("/mira/vault", header, "mira").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Host, evil.example",
        "X-Forwarded-Server, evil.example",
        "Forwarded, for=127.0.0.1;host=evil.example;proto=https",
        "X-Original-URL, /mira/vault",
        "X-Rewrite-URL, /mira/vault",
        "X-Forwarded-Prefix, //evil.example",
    })
    void no_address_comes_from_a_header(String header, String value) {
        Browsing nobody = forge.browsing();
        String page = nobody.get("/mira/open").body();
        String told = nobody.get("/mira/open", header, value).body();
        assertThat(told).doesNotContain("evil.example", "vault");
        assertThat(told.length()).isEqualTo(page.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "BREW", "post"})
    void the_method_is_that_of_the_request(String method) {
        Browsing mira = forge.browsing().signIn("mira", RunningForge.PASSWORD);
        String header = "X-HTTP-Method-Override";
        String token = "?csrf_token=" + mira.token();
        assertThat(mira.get("/settings", header, method).statusCode()).isEqualTo(200);
        assertThat(mira.get("/logout" + token, header, method).statusCode()).isEqualTo(405);
        assertThat(mira.get("/mira/open/star/1" + token, header, method).statusCode())
                .isEqualTo(405);
        assertThat(mira.get("/settings").statusCode()).isEqualTo(200);
        assertThat(mira.get("/mira/open/stargazers").body()).contains("No stars yet");
    }

    @Test
    void who_guesses_is_not_somebody_else_with_each_guess() {
        forge.user("sven");
        List<Integer> answers =
                IntStream.range(0, 11).mapToObj(HeadersOfProxiesTest::guess).toList();
        assertThat(answers).startsWith(401).endsWith(429);
    }

    private static int guess(int number) {
        String pair = Base64.getEncoder().encodeToString(("sven:guess " + number).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(forge.address() + "/"))
                .header("Authorization", "Basic " + pair)
                .header("X-Forwarded-For", "192.0.2." + number)
                .header("X-Real-IP", "192.0.2." + number)
                .header("Forwarded", "for=192.0.2." + number)
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.discarding())
                .join()
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "admin", "administrator", "starforge", "git"})
    void there_is_no_account_that_nobody_made(String name) {
        assertThat(forge.desk().users().find(name)).isEmpty();
    }
}
