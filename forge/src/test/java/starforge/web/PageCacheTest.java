package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.BareForge;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.access.Gate;
import starforge.live.Watching;
import starforge.users.User;

/** Pages that are kept for readers who are not signed in: who gets them, and how. */
class PageCacheTest {
    private static final Pattern TICKET = Pattern.compile("wstoken[0-9a-f]{32}");

    @TempDir
    static Path data;

    private static RunningForge forge;
    private static User mira;
    private static Browsing asMira;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        forge = RunningForge.on(data);
        mira = forge.user("mira");
        asMira = forge.browsing(mira);
        forge.repo(mira, "lantern");
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(forge.address() + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String tag(HttpResponse<?> answer) {
        return answer.headers().firstValue("ETag").orElse("");
    }

    private static String ticket(String page) {
        Matcher found = TICKET.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String unzip(byte[] bytes) throws IOException {
        return text(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes());
    }

    @Test
    void the_second_reader_gets_the_page_of_the_first() throws Exception {
        HttpResponse<byte[]> first = get("/mira/lantern");
        HttpResponse<byte[]> second = get("/mira/lantern");
        assertThat(tag(first)).startsWith("W/\"").isEqualTo(tag(second));
        String page = text(first.body());
        assertThat(text(second.body())).isEqualTo(page.replace(ticket(page), ticket(text(second.body()))));
        for (String header : Set.of("Content-Security-Policy", "Content-Type", "Cache-Control", "Vary")) {
            assertThat(second.headers().allValues(header))
                    .as(header)
                    .hasSize(1)
                    .isEqualTo(first.headers().allValues(header));
        }
        assertThat(second.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(second.headers().firstValue("Vary")).contains("Accept-Encoding, Cookie");
    }

    @Test
    void packed_or_not_it_is_the_same_page() throws Exception {
        String plain = text(get("/mira/lantern").body());
        for (String accepts : Set.of("gzip", "deflate, gzip;q=0.5", "br, gzip")) {
            HttpResponse<byte[]> packed = get("/mira/lantern", "Accept-Encoding", accepts);
            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(TICKET.matcher(unzip(packed.body())).replaceAll(""))
                    .isEqualTo(TICKET.matcher(plain).replaceAll(""));
        }
        HttpResponse<byte[]> refused = get("/mira/lantern", "Accept-Encoding", "gzip;q=0, identity");
        assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(text(refused.body())).contains("</html>");
    }

    @Test
    void who_has_the_page_already_is_told_so_until_it_changes() throws Exception {
        forge.repo(mira, "told");
        String tag = tag(get("/mira/told"));
        HttpResponse<byte[]> same = get("/mira/told", "If-None-Match", "\"other\", " + tag, "Accept-Encoding", "gzip");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(tag(same)).isEqualTo(tag);
        assertThat(get("/mira/told", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        asMira.get("/mira/told");
        asMira.postForJson("/mira/told/star/1", Map.of());
        assertThat(get("/mira/told", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void head_is_answered_as_get_without_the_page() throws Exception {
        HttpResponse<String> head = forge.browsing().send("HEAD", "/mira/lantern");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(tag(head)).isEqualTo(tag(get("/mira/lantern")));
        assertThat(forge.browsing()
                        .send("HEAD", "/mira/lantern")
                        .headers()
                        .firstValueAsLong("Content-Length")
                        .orElse(0))
                .isPositive();
    }

    @Test
    void each_reader_of_one_kept_page_gets_a_ticket_that_works() throws Exception {
        Set<String> tickets = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Browsing reader = forge.browsing();
            String page = reader.get("/mira/lantern").body();
            tickets.add(ticket(page));
            try (Watching watching = Watching.page(forge.address(), reader, "/mira/lantern")) {
                asMira.get("/mira/lantern");
                asMira.postForJson("/mira/lantern/star/" + (i + 1) % 2, Map.of());
                assertThat(watching.next("starred\"")).contains("\"count\":" + (i + 1) % 2);
            }
        }
        assertThat(tickets).hasSize(3);
    }

    @Test
    void who_is_signed_in_gets_a_page_of_their_own_and_leaves_none_behind() throws Exception {
        String kept = tag(get("/mira/lantern"));
        HttpResponse<String> own = asMira.get("/mira/lantern", "If-None-Match", kept);
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).contains("/logout");
        assertThat(tag(own)).isEmpty();
        assertThat(text(get("/mira/lantern").body())).doesNotContain("/logout");

        forge.repo(mira, "firstseen");
        asMira.get("/mira/firstseen");
        assertThat(text(get("/mira/firstseen").body())).doesNotContain("/logout");
    }

    @Test
    void a_private_page_is_never_kept() throws Exception {
        forge.privateRepo(mira, "secret");
        HttpResponse<String> own = asMira.get("/mira/secret");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(tag(own)).isEmpty();
        assertThat(own.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(get("/mira/secret").statusCode()).isEqualTo(404);
        String token = forge.desk().tokens().add(mira, "reader", java.util.List.of("read"));
        assertThat(get("/mira/secret", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(get("/mira/secret").statusCode()).isEqualTo(404);
        assertThat(tag(get("/mira/lantern", "Authorization", "Bearer " + token)))
                .isEmpty();
    }

    @Test
    void what_is_said_once_is_said_to_one() throws Exception {
        String notice = new Notice("ok", "Only for your eyes").toCookie();
        HttpResponse<byte[]> told = get("/mira/lantern", "Cookie", "starforge_notice=" + notice);
        assertThat(text(told.body())).contains("Only for your eyes");
        assertThat(tag(told)).isEmpty();
        assertThat(text(get("/mira/lantern").body())).doesNotContain("Only for your eyes");
    }

    @Test
    void light_and_dark_are_kept_apart_and_cookies_of_others_do_not_matter() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (String scheme : Set.of("light", "dark")) {
                HttpResponse<byte[]> page = get("/mira/lantern", "Cookie", "a=b; starforge_scheme=" + scheme);
                assertThat(text(page.body())).contains("data-scheme=\"" + scheme + "\"");
                assertThat(tag(page)).isNotEmpty();
            }
            assertThat(text(get("/mira/lantern").body())).contains("data-scheme=\"auto\"");
        }
        assertThat(tag(get("/mira/lantern", "Cookie", "a=b"))).isEqualTo(tag(get("/mira/lantern")));
    }

    @Test
    void the_address_to_clone_is_that_by_which_the_reader_came() throws Exception {
        int port = URI.create(forge.address()).getPort();
        String here = text(get("/mira/lantern").body());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mira/lantern"))
                .build();
        String there = client.send(request, BodyHandlers.ofString()).body();
        assertThat(here).contains("http://127.0.0.1:" + port + "/mira/lantern.git");
        assertThat(there).contains("http://localhost:" + port + "/mira/lantern.git");
    }

    @Test
    void what_is_not_there_and_what_is_a_form_is_not_kept() throws Exception {
        for (String path :
                Set.of("/mira/nothing", "/login", "/register", "/search?q=lan", "/-/health", "/robots.txt")) {
            assertThat(tag(get(path))).as(path).isEmpty();
        }
    }

    @Test
    void many_readers_after_a_change_all_see_it() {
        Gate.Entry crowded = BareForge.entry(forge.repo(mira, "crowded"));
        for (int round = 1; round <= 10; round++) {
            String words = "Round " + round + " of ten";
            forge.desk().repos().describe(mira.identity(), crowded, words, "", false);
            assertThat(IntStream.range(0, 16)
                            .parallel()
                            .mapToObj(i -> forge.browsing().get("/mira/crowded").body()))
                    .allMatch(page -> page.contains(words));
        }
    }
}
