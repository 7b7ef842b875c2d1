package starforge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import starforge.BareForge;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.repos.Repo;
import starforge.users.User;

class AtomTest {
    private static final String URL = "https://forge.example";
    private static final String NS = "http://www.w3.org/2005/Atom";

    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static Browsing stranger;

    @BeforeAll
    static void people() {
        forge = RunningForge.with(data, Map.of("url", URL));
        User mira = forge.user("mira");
        forge.repo(mira, "lantern");
        forge.privateRepo(mira, "vault");
        stranger = Browsing.at("http://127.0.0.1:" + forge.port());
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    private static Document parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String first(Document document, String element) {
        return document.getElementsByTagNameNS(NS, element).item(0).getTextContent();
    }

    @Test
    void each_feed_is_whole_and_names_absolute_addresses_and_nothing_hidden() throws Exception {
        for (String path : List.of("/activity.atom", "/mira/lantern/activity.atom", "/user/mira/activity.atom")) {
            HttpResponse<String> answer = stranger.get(path);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/atom+xml; charset=utf-8");
            Document feed = parsed(answer.body());
            assertThat(first(feed, "id")).isEqualTo(URL + path);
            assertThat(Instant.parse(first(feed, "updated"))).isAfter(Instant.EPOCH);
            NodeList entries = feed.getElementsByTagNameNS(NS, "entry");
            assertThat(entries.getLength()).isEqualTo(1);
            assertThat(entries.item(0).getTextContent()).contains("mira created mira/lantern", "tag:forge.example,");
            assertThat(answer.body())
                    .contains("href=\"" + URL + path + "\"", "href=\"" + URL + "/mira/lantern\"")
                    .doesNotContain("vault");
        }
        assertThat(stranger.get("/mira/vault/activity.atom").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/mira/lantern").body())
                .contains("rel=\"alternate\" type=\"application/atom+xml\" href=\"/mira/lantern/activity.atom\"");
    }

    @Test
    void who_has_it_is_told_so_until_something_happens() {
        HttpResponse<String> answer = stranger.get("/activity.atom");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        String modified = answer.headers().firstValue("Last-Modified").orElseThrow();
        assertThat(stranger.get("/activity.atom", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(stranger.get("/activity.atom", "If-Modified-Since", modified).statusCode())
                .isEqualTo(304);
        assertThat(stranger.get("/activity.atom", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(stranger.get("/activity.atom", "If-Modified-Since", "yesterday")
                        .statusCode())
                .isEqualTo(200);
        User ravi = forge.user("ravi");
        Repo loom = forge.repo(ravi, "loom");
        assertThat(stranger.get("/activity.atom", "If-None-Match", tag).body()).contains("ravi created ravi/loom");
        forge.desk().repos().delete(ravi.identity(), BareForge.entry(loom));
        assertThat(stranger.get("/activity.atom").body()).doesNotContain("loom");
    }

    @Test
    void what_people_wrote_is_text_and_whole_in_every_character() throws Exception {
        Map<String, Object> push = Map.of(
                "shown",
                "a<b",
                "commits",
                1,
                "new",
                "1".repeat(40),
                "heads",
                List.of(Map.of("subject", "<script>\u0007&amp; \ud83d\ude00")));
        Story story = new Story(7, "pushed", "mira", "mira/lantern", Instant.EPOCH, push);
        Document feed = parsed(Atom.feed(URL, "/a.atom", "/a", "A & B", List.of(story), Instant.EPOCH));
        assertThat(first(feed, "title")).isEqualTo("A & B");
        assertThat(first(feed, "content")).isEqualTo("<script>&amp; \ud83d\ude00");
        assertThat(feed.getElementsByTagNameNS(NS, "entry").item(0).getTextContent())
                .contains("mira pushed 1 commit to a<b in mira/lantern");
    }
}
