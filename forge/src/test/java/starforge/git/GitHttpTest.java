package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHttpTest {
    private static final String FETCH = "/info/refs?service=git-upload-pack";
    private static final String PUSH = "/info/refs?service=git-receive-pack";
    private static final byte[] FLUSH = "0000".getBytes(StandardCharsets.US_ASCII);
    private static final Limits HASTY =
            new Limits(1 << 20, 8 << 20, 100_000, 1 << 16, 1 << 20, 1, Duration.ofMillis(300));

    @TempDir
    static Path folder;

    private static TestForge forge;

    @BeforeAll
    static void start() {
        forge = new TestForge(folder.resolve("git"));
        forge.create(1, "open");
        forge.createPrivate(2, "team/secret");
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, /open.git, 200, 401",
        "ben,    /open.git, 200, 403",
        "ada,    /open.git, 200, 200",
        "nobody, /open, 200, 401",
        "nobody, /team/secret.git, 401, 401",
        "ben,    /team/secret.git, 404, 404",
        "ada,    /team/secret.git, 200, 200",
        "nobody, /no/such.git, 401, 401",
        "ben,    /no/such.git, 404, 404",
        "flood,  /open.git, 429, 429",
        "cuckoo, /open.git, 401, 401",
    })
    void who_reaches_what(String user, String repo, int fetch, int push) {
        assertThat(as(user).get(repo + FETCH).status()).isEqualTo(fetch);
        assertThat(as(user).get(repo + PUSH).status()).isEqualTo(push);
        assertThat(as(user).asking("git-upload-pack", FLUSH)
                        .post(repo + "/git-upload-pack")
                        .status())
                .isEqualTo(fetch);
        assertThat(as(user).asking("git-receive-pack", FLUSH)
                        .post(repo + "/git-receive-pack")
                        .status())
                .isEqualTo(push);
    }

    @Test
    void nobody_learns_from_the_answer_whether_a_private_repository_exists() {
        RawHttp.Answer hidden = as("nobody").get("/team/secret.git" + FETCH);
        RawHttp.Answer absent = as("nobody").get("/team/nothing.git" + FETCH);
        assertThat(hidden.head()).contains("WWW-Authenticate: Basic realm=\"Starforge\"");
        assertThat(hidden.body()).isEqualTo(absent.body());
        assertThat(withoutDate(hidden.head())).isEqualTo(withoutDate(absent.head()));
    }

    @Test
    void the_path_counts_and_not_the_query() {
        byte[] command = "0000".getBytes(StandardCharsets.US_ASCII);
        RawHttp reader = as("ben").asking("git-receive-pack", command);
        assertThat(reader.post("/open.git/git-receive-pack?service=git-upload-pack")
                        .status())
                .isEqualTo(403);
        assertThat(as("ben")
                        .get("/open.git/info/refs?service=git-upload-pack&service=git-receive-pack")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void too_many_tries_are_told_to_wait() {
        RawHttp.Answer answer = as("flood").get("/open.git" + FETCH);
        assertThat(answer.head()).contains("Retry-After: 60");
        assertThat(answer.body()).isEqualTo("Too many wrong tries. Please wait a quarter of an hour and try again.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic YWRh", "Bearer abc", "Digest x", ""})
    void broken_credentials_are_refused(String header) {
        RawHttp request = RawHttp.to(forge.port()).header("Authorization: " + header);
        assertThat(request.get("/open.git" + FETCH).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open.git/HEAD",
                "/open.git/objects/info/packs",
                "/open.git/objects/12/3456",
                "/open.git/info/refs",
                "/open/info/refs",
                "/open.git/info/refs?service=",
                "/open.git/info/refs?service=git-upload-archive",
                "/team/secret.git/HEAD",
                "/no/such.git/HEAD",
            })
    void the_dumb_protocol_gets_a_sentence(String target) {
        RawHttp.Answer answer = as("nobody").get(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.head()).contains("Content-Type: text/plain;charset=utf-8");
        assertThat(answer.body()).startsWith("This server ").endsWith(".\n");
    }

    @ParameterizedTest
    @CsvSource({"GET, /open.git/git-upload-pack, POST", "POST, /open.git/info/refs, GET", "PUT, /open.git, 'GET, HEAD'"
    })
    void a_wrong_method_is_told_the_right_one(String method, String target, String allowed) {
        RawHttp.Answer answer = as("nobody").send(method, target);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.head()).contains("Allow: " + allowed);
    }

    @Test
    void a_wrong_content_type_is_refused() {
        RawHttp request = as("ada")
                .header("Content-Type: application/x-www-form-urlencoded")
                .body(FLUSH);
        assertThat(request.post("/open.git/git-receive-pack").status()).isEqualTo(415);
        assertThat(as("ada").body(FLUSH).post("/open.git/git-upload-pack").status())
                .isEqualTo(415);
    }

    @Test
    void a_browser_is_led_to_the_page() {
        assertThat(as("nobody").get("/open.git").head()).contains(" 302 ").contains("Location: /open\r\n");
        assertThat(as("nobody").get("/forks/ben/team/x.git").head()).contains("Location: /fork/ben/team/x\r\n");
        assertThat(as("nobody").get("/open").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open.git/../team/secret.git/info/refs?service=git-upload-pack",
                "/open.git/../../etc/passwd",
                "/open.git/%2e%2e/team/secret.git/info/refs?service=git-upload-pack",
                "/team%2fsecret.git/info/refs?service=git-upload-pack",
                "/team/..%2fteam/secret.git/info/refs?service=git-upload-pack",
                "/open.git;jsessionid=1/info/refs?service=git-upload-pack",
                "/open.git/info/refs;x?service=git-upload-pack",
                "//open.git/info/refs?service=git-upload-pack",
                "/open.git//info/refs?service=git-upload-pack",
                "/open.git\\..\\secret.git/info/refs?service=git-upload-pack",
                "/open%00.git/info/refs?service=git-upload-pack",
                "/%252e%252e/open.git/info/refs?service=git-upload-pack",
                "/.git/info/refs?service=git-upload-pack",
                "/open.git.git/info/refs?service=git-upload-pack",
                "/2.git/info/refs?service=git-upload-pack",
                "/-open.git/info/refs?service=git-upload-pack",
            })
    void a_crooked_address_reaches_nothing(String target) {
        RawHttp.Answer answer = as("ada").get(target);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("# service=", "version 2");
    }

    @Test
    void no_session_is_made_and_nothing_is_cached() {
        RawHttp.Answer answer = as("ada").get("/open.git" + PUSH);
        assertThat(answer.head()).doesNotContain("Set-Cookie").contains("Cache-Control: no-cache");
        assertThat(answer.head()).contains("Content-Type: application/x-git-receive-pack-advertisement");
    }

    @Test
    void a_short_answer_comes_in_one_piece() {
        RawHttp.Answer abilities =
                as("nobody").header("Git-Protocol: version=2").get("/open.git/info/refs?service=git-upload-pack");
        byte[] question = "0014command=ls-refs\n0000".getBytes(StandardCharsets.US_ASCII);
        RawHttp.Answer refs = as("nobody")
                .header("Git-Protocol: version=2")
                .asking("git-upload-pack", question)
                .post("/open.git/git-upload-pack");
        for (RawHttp.Answer answer : List.of(abilities, refs, as("ada").get("/open.git" + PUSH))) {
            assertThat(answer.head())
                    .contains("Content-Length: " + answer.body().length())
                    .doesNotContain("Transfer-Encoding");
        }
    }

    @Test
    void a_body_that_swells_is_cut_off() throws IOException {
        RawHttp request =
                as("nobody").header("Content-Encoding: gzip").asking("git-upload-pack", zip(new byte[50 << 20]));
        assertThat(request.post("/open.git/git-upload-pack").status()).isEqualTo(413);
    }

    @Test
    void a_body_that_never_ends_is_cut_off() {
        byte[] endless = "0032want 1234567890123456789012345678901234567890\n"
                .repeat(22_000)
                .getBytes(StandardCharsets.US_ASCII);
        RawHttp request = as("nobody").asking("git-upload-pack", endless);
        assertThat(request.post("/open.git/git-upload-pack").status()).isEqualTo(413);
    }

    @Test
    void a_body_that_is_not_what_it_says_is_refused() {
        RawHttp lie = as("nobody").header("Content-Encoding: gzip").asking("git-upload-pack", FLUSH);
        assertThat(lie.post("/open.git/git-upload-pack").status()).isEqualTo(400);
        RawHttp brotli = as("nobody").header("Content-Encoding: br").asking("git-upload-pack", FLUSH);
        assertThat(brotli.post("/open.git/git-upload-pack").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzzz", "0003", "fff", "0032want nothing", "0011command=fly\n0000", ""})
    void nonsense_gets_no_stack_trace(String body) {
        for (String service : new String[] {"git-upload-pack", "git-receive-pack"}) {
            RawHttp.Answer answer = as("ada")
                    .header("Git-Protocol: version=2")
                    .asking(service, body.getBytes(StandardCharsets.US_ASCII))
                    .post("/open.git/" + service);
            assertThat(answer.status()).isIn(200, 400);
            assertThat(answer.body()).doesNotContain("Exception", "\tat ", folder.toString());
        }
    }

    @Test
    void a_push_that_falls_silent_gives_its_place_to_the_next() {
        try (TestForge hasty = new TestForge(folder.resolve("hasty"), HASTY, push -> {})) {
            hasty.create(3, "open");
            RawHttp silent = RawHttp.to(hasty.port()).as("ada", "secret").half("git-receive-pack", new byte[] {'1'});
            silent.talk("POST", "/open.git/git-receive-pack");
            assertServesAgain(hasty);
        }
    }

    @Test
    void a_push_that_trickles_gives_its_place_to_the_next() throws IOException {
        try (TestForge hasty = new TestForge(folder.resolve("trickle"), HASTY, push -> {})) {
            hasty.create(3, "open");
            RawHttp slow = RawHttp.to(hasty.port()).as("ada", "secret").half("git-receive-pack", new byte[] {'1'});
            slow.trickle("POST", "/open.git/git-receive-pack", Duration.ofMillis(100));
            assertServesAgain(hasty);
        }
    }

    @Test
    void one_too_many_transfers_is_told_to_come_back() {
        Limits none = new Limits(1, 1, 1, 1, 1, 0, Duration.ofSeconds(1));
        try (TestForge busy = new TestForge(folder.resolve("busy"), none, push -> {})) {
            busy.create(3, "open");
            RawHttp request = RawHttp.to(busy.port()).asking("git-upload-pack", FLUSH);
            assertThat(request.post("/open.git/git-upload-pack").status()).isEqualTo(503);
        }
    }

    @Test
    void a_client_that_waits_to_be_asked_for_its_body_is_asked_only_when_it_may() {
        try (TestForge hasty = new TestForge(folder.resolve("expect"), HASTY, push -> {})) {
            hasty.create(3, "open");
            RawHttp writer = RawHttp.to(hasty.port()).as("ada", "secret").header("Expect: 100-continue");
            String asked = writer.half("git-receive-pack", new byte[0]).talk("POST", "/open.git/git-receive-pack");
            assertThat(asked).startsWith("HTTP/1.1 100 Continue");
            RawHttp reader = RawHttp.to(hasty.port()).as("ben", "secret").header("Expect: 100-continue");
            String refused = reader.half("git-receive-pack", new byte[0]).talk("POST", "/open.git/git-receive-pack");
            assertThat(refused).startsWith("HTTP/1.1 403 ").doesNotContain("100 Continue");
        }
    }

    /** The server sees a little later than its client that a connection has ended. */
    private static void assertServesAgain(TestForge forge) {
        RawHttp next = RawHttp.to(forge.port()).asking("git-upload-pack", FLUSH);
        Instant deadline = Instant.now().plusSeconds(20);
        int status = next.post("/open.git/git-upload-pack").status();
        while (status == 503 && Instant.now().isBefore(deadline)) {
            status = next.post("/open.git/git-upload-pack").status();
        }
        assertThat(status).isEqualTo(200);
    }

    private static RawHttp as(String user) {
        RawHttp request = RawHttp.to(forge.port());
        return user.equals("nobody") ? request : request.as(user, user.equals("cuckoo") ? "wrong" : "secret");
    }

    private static String withoutDate(String head) {
        return head.replaceAll("Date: [^\r]*", "");
    }

    private static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }
}
