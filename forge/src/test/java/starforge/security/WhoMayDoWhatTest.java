package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.Browsing;
import starforge.access.Level;

/** Every route, everybody, every place: who is not named in the table may not. */
class WhoMayDoWhatTest {
    private static final String AUTHORIZATION = "Authorization";

    @TempDir
    static Path folder;

    private static Stage stage;

    @BeforeAll
    static void everybody() {
        stage = new Stage(folder);
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void the_table_has_every_route_and_no_other() {
        assertThat(RouteRule.all().stream().map(RouteRule::route).collect(Collectors.toSet()))
                .isEqualTo(stage.forge.routes());
    }

    @ParameterizedTest
    @EnumSource
    void everybody_gets_what_the_table_says(Asker asker) {
        Browsing browser = asker.isSignedIn() ? stage.browser(asker.user()) : stage.forge.browsing();
        String secret = token(asker);
        Map<String, String> wrong = new TreeMap<>();
        for (RouteRule rule : RouteRule.all()) {
            rule.places().forEach(place -> {
                int expected = rule.isPage()
                        ? rule.need().page(asker, place, rule.fine())
                        : rule.need().form(asker, place);
                int status = ask(browser, secret, rule, rule.address(place), expected);
                if (status != expected) {
                    wrong.put(rule.route() + " " + place, status + " and not " + expected);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static String token(Asker asker) {
        return asker.isProgram()
                ? stage.forge.desk().tokens().add(stage.user(asker.user()), asker.name(), List.of(asker.scope()))
                : "";
    }

    /** Forms of those who may not come with their true token, so that nothing else can be why they are refused. */
    private static int ask(Browsing browser, String secret, RouteRule rule, String address, int expected) {
        if (rule.isPage()) {
            return (secret.isEmpty() ? browser.get(address) : browser.get(address, AUTHORIZATION, "Bearer " + secret))
                    .statusCode();
        }
        return (expected == 400
                        ? browser.postBare(address, Map.of("csrf_token", "0"))
                        : browser.post(address, Map.of()))
                .statusCode();
    }

    @ParameterizedTest
    @EnumSource
    void everybody_fetches_and_pushes_what_the_table_says(Asker asker) {
        Map<String, String> wrong = new TreeMap<>();
        String secret = asker.isProgram() ? token(asker) : "correct horse";
        for (Place place : Place.values()) {
            Map.of("git-upload-pack", Need.READ, "git-receive-pack", Need.WRITE).forEach((service, need) -> {
                int expected = git(asker, place, need);
                String address = place.address() + ".git/info/refs?service=" + service;
                int status = (asker == Asker.NOBODY
                                ? stage.forge.browsing().get(address)
                                : stage.forge.browsing().get(address, AUTHORIZATION, basic(asker.user(), secret)))
                        .statusCode();
                if (status != expected) {
                    wrong.put(service + " " + place, status + " and not " + expected);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static int git(Asker asker, Place place, Need need) {
        Level level = asker.at(place);
        boolean may = level.includes(need == Need.READ ? Level.READ : Level.WRITE);
        if (asker == Asker.NOBODY) {
            return may ? 200 : 401;
        }
        boolean closed = need == Need.WRITE && place == Place.ARCHIVED;
        return level == Level.NONE ? 404 : may && !closed ? 200 : 403;
    }

    private static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
