package starforge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;

/** Everybody follows every link of every page, all at the same time; then each sends every form. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrawlTest {
    /** What only a script or a program asks for. */
    private static final Set<String> WITHOUT_FORM = Set.of(
            "/-/live/token",
            "<repo>/star",
            "/-/device/authorization",
            "/-/device/health",
            "/-/device/launch",
            "/-/device/token",
            "/api/0/*");
    /** Where screens go with tickets and cookies of their own, and programs. */
    private static final Set<String> UNLINKED = Set.of("/-/device/enter/:ticket", "/-/device/home", "/api/0/*");

    @TempDir
    static Path folder;

    private static FilledForge forge;
    private static PageReader reader;
    private static final Findings FINDINGS = new Findings();
    private static final Map<Actor, Crawl> CRAWLS = new ConcurrentHashMap<>();

    @BeforeAll
    static void crawl() {
        forge = FilledForge.in(folder);
        reader = new PageReader();
        Stream.of(Actor.values()).parallel().forEach(CrawlTest::crawlAs);
    }

    private static void crawlAs(Actor actor) {
        CRAWLS.put(actor, new Crawl(forge, actor, reader, FINDINGS, actor == Actor.NOBODY ? 3 : 2).run());
    }

    @AfterAll
    static void end() {
        reader.close();
        forge.close();
    }

    private static Crawl crawl(Actor actor) {
        return Objects.requireNonNull(CRAWLS.get(actor));
    }

    @Test
    @Order(1)
    void every_answer_is_sound() {
        assertThat(FINDINGS.all()).isEmpty();
    }

    @Test
    @Order(1)
    void every_get_route_was_visited() {
        Set<String> missing = new TreeSet<>(new Addresses(forge.forge().routes(), "GET").all());
        missing.removeAll(UNLINKED);
        CRAWLS.values().forEach(crawl -> missing.removeAll(crawl.visited()));
        assertThat(missing).isEmpty();
    }

    @Test
    @Order(2)
    void what_is_private_looks_like_what_is_not_there() {
        List<String> secret = crawl(Actor.ADMIN).answered().stream()
                .filter(path -> path.matches("/(fork/\\w+/)?\\w+/(quietvault|hushbox)(/.*)?"))
                .toList();
        assertThat(secret).hasSizeGreaterThan(20);
        for (Actor actor : List.of(Actor.NOBODY, Actor.STRANGER)) {
            Browsing browser = forge.browser(actor);
            for (String path : secret) {
                String other = path.replace(FilledForge.VAULT, "quietvaulx").replace(FilledForge.BOX, "hushbax");
                HttpResponse<String> hidden = browser.get(path);
                assertThat(hidden.statusCode()).as(actor + " at " + path).isEqualTo(404);
                assertThat(plain(hidden)).as(actor + " at " + path).isEqualTo(plain(browser.get(other)));
            }
        }
    }

    /** An answer without what differs each time: the names in its own address, and its tickets. */
    private static String plain(HttpResponse<String> answer) {
        return answer.body()
                .replaceAll("quietvaul[tx]", "#")
                .replaceAll("hushb[ao]x", "#")
                .replaceAll("wstoken[0-9a-f]{32}|\"seq\":\\d+|data-seq=\"\\d+\"|datetime=\"[^\"]*\"", "#");
    }

    @Test
    @Order(3)
    void every_form_withstands_what_is_typed() {
        Findings found = new Findings();
        Set<String> missing = new TreeSet<>(new Addresses(forge.forge().routes(), "POST").all());
        missing.removeAll(WITHOUT_FORM);
        for (Actor actor : Actor.values()) {
            missing.removeAll(
                    new Sending(forge, actor, reader, found).all(crawl(actor).forms(), Hostile.TYPED));
        }
        assertThat(found.all()).isEmpty();
        assertThat(missing).isEmpty();
    }
}
