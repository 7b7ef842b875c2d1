package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.User;

/** Every address that changes something, asked by those who must not change it; a new one is tried by itself. */
class FormsOnlyFromHereTest {
    @TempDir
    static Path folder;

    private static RunningForge forge;
    private static Browsing mira;
    private static Browsing admin;

    @BeforeAll
    static void a_forge_with_somebody_signed_in() {
        forge = RunningForge.on(folder);
        User owner = forge.user("mira");
        forge.repo(owner, "lantern");
        forge.privateRepo(owner, "vault");
        forge.user("tobi");
        admin = forge.browsing(forge.admin("ada"));
        mira = forge.browsing(owner);
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    private static List<String> changing(String repo) {
        return forge.routes().stream()
                .filter(route -> route.startsWith("POST "))
                .map(route -> route.substring(5)
                        .replace("/do_fork/*", "/do_fork" + repo)
                        .replace("/api/0/*", "/api/0" + repo + "/c/0000000/flag")
                        .replace("<repo>", repo)
                        .replaceAll(":(name|user)", "mira")
                        .replaceAll(":[a-z]+", "1"))
                .toList();
    }

    @Test
    void without_the_token_of_a_page_nothing_is_changed() {
        long before = lastEvent();
        Map<String, Integer> wrong = new TreeMap<>();
        for (String path : changing("/mira/lantern")) {
            for (Browsing browser : List.of(mira, admin)) {
                int status = browser.postBare(path, Map.of("csrf_token", "0".repeat(64)))
                        .statusCode();
                if (!Set.of(400, 401, 403, 404).contains(status)) {
                    wrong.put(path, status);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(lastEvent()).isEqualTo(before);
    }

    private static long lastEvent() {
        return admin.get("/-/events?after=0").body().lines().count();
    }

    @Test
    void the_token_of_somebody_else_is_none() {
        admin.get("/settings");
        mira.get("/settings");
        HttpResponse<String> answer = mira.postBare("/mira/lantern/star/1", Map.of("csrf_token", admin.token()));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void what_is_private_is_not_found_by_any_form() {
        Browsing tobi = forge.browsing().signIn("tobi", RunningForge.PASSWORD);
        Map<String, Integer> wrong = new TreeMap<>();
        for (String path : changing("/mira/vault")) {
            if (path.contains("/mira/vault")) {
                for (Browsing browser : List.of(tobi, forge.browsing())) {
                    int status = browser.post(path, Map.of("user", "tobi", "level", "admin"))
                            .statusCode();
                    if (status != 404) {
                        wrong.put(path, status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void who_only_reads_changes_nothing_but_stars_forks_and_watches_and_asks_for_checks() {
        Browsing tobi = forge.browsing().signIn("tobi", RunningForge.PASSWORD);
        Map<String, Integer> wrong = new TreeMap<>();
        for (String path : changing("/mira/lantern")) {
            boolean readers = path.matches("/mira/lantern/(blob|c|watch)(/.*)?");
            if (path.startsWith("/mira/lantern/") && !readers && !path.contains("/star") && !path.contains("/follow")) {
                int status = tobi.post(path, Map.of("user", "tobi", "level", "admin"))
                        .statusCode();
                if (status != 403) {
                    wrong.put(path, status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void administration_is_for_administrators() {
        Browsing tobi = forge.browsing().signIn("tobi", RunningForge.PASSWORD);
        Map<String, Integer> wrong = new TreeMap<>();
        for (String path : changing("/mira/lantern")) {
            if (path.startsWith("/admin")) {
                wrong.put("POST " + path, tobi.post(path, Map.of()).statusCode());
            }
        }
        forge.routes().stream().filter(route -> route.startsWith("GET /admin")).forEach(route -> {
            String path = route.substring(4).replace(":name", "mira");
            wrong.put(route, tobi.get(path).statusCode());
        });
        wrong.values().removeIf(Set.of(403, 404)::contains);
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothing_changes_by_a_link() {
        Map<String, Integer> wrong = new TreeMap<>();
        List<String> readable = forge.routes().stream()
                .filter(route -> route.startsWith("GET "))
                .map(route -> route.substring(4))
                .toList();
        for (String route : forge.routes()) {
            String address = route.substring(route.indexOf(' ') + 1);
            if (route.startsWith("POST ") && !readable.contains(address) && !address.contains("*")) {
                String path = address.replace("<repo>", "/mira/lantern").replaceAll(":[a-z]+", "1");
                int status = mira.get(path).statusCode();
                if (!Set.of(404, 405).contains(status)) {
                    wrong.put(path, status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
