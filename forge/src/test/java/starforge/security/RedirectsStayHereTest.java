package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.Browsing;
import starforge.RunningForge;

/** Whoever is signed in already is sent on at once by {@code /login?next=}, to pages of ours only. */
class RedirectsStayHereTest {
    @TempDir
    static Path folder;

    private static RunningForge forge;
    private static Browsing mira;

    @BeforeAll
    static void somebody_signed_in() {
        forge = RunningForge.on(folder);
        mira = forge.browsing(forge.user("mira"));
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https:evil.example",
                "https://evil.example/",
                "/\t/evil.example",
                "/\n/evil.example",
                "\t//evil.example",
                " //evil.example",
                "/ /evil.example",
                "javascript:alert(1)",
                "evil.example",
                "@evil.example",
            })
    void leads_home_and_not_elsewhere(String next) {
        String query = "/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        assertThat(mira.get(query).headers().firstValue("Location")).contains("/");
        assertThat(forge.browsing().get(query).body()).contains("name=\"next\" value=\"/\"");
    }

    /** A percent escape stays one: a browser asks our own server for it. */
    @ParameterizedTest
    @ValueSource(strings = {"/%09/evil.example", "/%5cevil.example", "/%2f%2fevil.example"})
    void escaped_tricks_are_odd_addresses_of_ours(String next) {
        String query = "/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        assertThat(mira.get(query).headers().firstValue("Location")).contains(next);
        assertThat(mira.get(next).statusCode()).isEqualTo(404);
    }
}
