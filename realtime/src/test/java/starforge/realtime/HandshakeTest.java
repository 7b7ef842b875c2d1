package starforge.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.bus.Tickets;
import starforge.bus.Topic;

/** Who is let in, by the bytes of the request (RFC 6455 section 4.2). */
class HandshakeTest {
    private static LiveForge forge;

    @BeforeAll
    static void start() throws Exception {
        forge = new LiveForge();
    }

    @AfterAll
    static void stop() throws Exception {
        forge.close();
    }

    @Test
    void ticket_opens_and_is_never_repeated_to_the_client() throws Exception {
        String ticket = forge.ticket(LiveForge.LANTERN);
        String head = head("Sec-WebSocket-Protocol: starforge.v1, " + ticket);
        assertThat(head)
                .startsWith("HTTP/1.1 101 ")
                .contains("Sec-WebSocket-Protocol: starforge.v1\r\n")
                .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                .doesNotContain("wstoken");
    }

    @Test
    void ticket_may_stand_first_and_in_a_line_of_its_own() throws Exception {
        String ticket = forge.ticket(LiveForge.LANTERN);
        assertThat(status("Sec-WebSocket-Protocol: " + ticket, "Sec-WebSocket-Protocol: starforge.v1"))
                .isEqualTo(101);
    }

    @Test
    void used_ticket_is_refused() throws Exception {
        String ticket = forge.ticket(LiveForge.LANTERN);
        assertThat(status(protocols(ticket))).isEqualTo(101);
        assertThat(status(protocols(ticket))).isEqualTo(401);
    }

    @Test
    void old_ticket_is_refused() throws Exception {
        String ticket = forge.ticket(LiveForge.LANTERN);
        forge.clock.turn(Tickets.LIFETIME);
        assertThat(status(protocols(ticket))).isEqualTo(401);
    }

    @Test
    void ticket_without_our_protocol_is_refused_and_not_used_up() throws Exception {
        String ticket = forge.ticket(LiveForge.LANTERN);
        assertThat(status("Sec-WebSocket-Protocol: " + ticket)).isEqualTo(400);
        assertThat(status(protocols(ticket))).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 10_000})
    void ticket_of_too_many_topics_is_refused(int count) throws Exception {
        Topic[] many = IntStream.rangeClosed(1, count).mapToObj(Topic::repo).toArray(Topic[]::new);
        assertThat(status(protocols(forge.ticket(many)))).isEqualTo(403);
    }

    @Test
    void nothing_is_compressed() throws Exception {
        String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
        assertThat(head(protocols(forge.ticket(LiveForge.LANTERN)), offer))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContain("Sec-WebSocket-Extensions");
    }

    @Test
    void refusal_is_a_sentence_that_is_not_kept() throws Exception {
        assertThat(head("")).contains("Content-Type: text/plain").contains("Cache-Control: no-store");
    }

    @Test
    void every_other_address_belongs_to_the_pages() throws Exception {
        for (String address : new String[] {"/", "/-/live/token", "/-/liver", "/-/Live"}) {
            String request = "GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            assertThat(RawSocket.answer(forge, request)).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest(name = "{0} is answered {1}")
    @CsvSource({
        "same, 101",
        "HTTP://127.0.0.1:PORT, 101",
        "https://127.0.0.1:PORT, 101",
        "https://forge.example, 101",
        "https://FORGE.example:443, 101",
        "http://forge.example, 403",
        "https://forge.example:8443, 403",
        "http://127.0.0.1, 403",
        "http://127.0.0.1:1, 403",
        "http://evil.example, 403",
        "http://127.0.0.1.evil.example:PORT, 403",
        "http://127.0.0.1:PORT@evil.example, 403",
        "null, 403",
        "file://, 403",
        "'', 403",
        "no address at all, 403",
    })
    void origin_of_a_page_must_be_this_forge(String origin, int status) throws Exception {
        String own = "http://127.0.0.1:" + forge.port();
        String named = origin.equals("same") ? own : origin.replace("PORT", String.valueOf(forge.port()));
        String ticket = forge.ticket(LiveForge.LANTERN);
        assertThat(status(protocols(ticket), "Origin: " + named)).isEqualTo(status);
    }

    @Test
    void two_origins_are_refused_and_the_ticket_is_not_used_up() throws Exception {
        String ticket = forge.ticket(LiveForge.LANTERN);
        String own = "Origin: http://127.0.0.1:" + forge.port();
        assertThat(status(protocols(ticket), own, own)).isEqualTo(403);
        assertThat(status(protocols(ticket), own)).isEqualTo(101);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void request_that_is_no_handshake_is_refused(String what, int status, String from, String to) throws Exception {
        String request = RawSocket.handshake(forge.port(), protocols(forge.ticket(LiveForge.LANTERN)));
        assertThat(request).contains(from);
        String head = RawSocket.answer(forge, request.replace(from, to));
        assertThat(head).startsWith("HTTP/1.1 " + status + " ");
        assertThat(head.contains("Sec-WebSocket-Version: 13")).isEqualTo(status == 426);
    }

    static Stream<Arguments> request_that_is_no_handshake_is_refused() {
        String version = "Sec-WebSocket-Version: 13";
        String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        return Stream.of(
                arguments("older version", 426, version, "Sec-WebSocket-Version: 8"),
                arguments("no version", 426, version + "\r\n", ""),
                arguments("no upgrade", 426, "Upgrade: websocket\r\n", ""),
                arguments("other upgrade", 426, "Upgrade: websocket", "Upgrade: h2c"),
                arguments("no connection", 400, "Connection: Upgrade\r\n", ""),
                arguments("kept connection", 400, "Connection: Upgrade", "Connection: keep-alive"),
                arguments("old HTTP", 426, "HTTP/1.1", "HTTP/1.0"),
                arguments("post", 405, "GET ", "POST "),
                arguments("no key", 400, key, ""),
                arguments("two keys", 400, key, key + key),
                arguments("short key", 400, "dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ="),
                arguments("no base64", 400, "dGhlIHNhbXBsZSBub25jZQ==", "!!!!!!!!!!!!!!!!!!!!!!=="),
                arguments("no ticket", 401, ", wstoken", ", token"),
                arguments("no protocol", 401, "Sec-WebSocket-Protocol", "X-Protocol"),
                arguments("ticket in capitals", 401, "wstoken", "WSTOKEN"));
    }

    @Test
    void several_words_in_upgrade_headers_are_understood() throws Exception {
        String request = RawSocket.handshake(forge.port(), protocols(forge.ticket(LiveForge.LANTERN)))
                .replace("Upgrade: websocket", "Upgrade: h2c, WebSocket")
                .replace("Connection: Upgrade", "Connection: keep-alive, upgrade");
        assertThat(RawSocket.answer(forge, request)).startsWith("HTTP/1.1 101 ");
    }

    private static String protocols(String ticket) {
        return "Sec-WebSocket-Protocol: starforge.v1, " + ticket;
    }

    private static int status(String... lines) throws IOException {
        return Integer.parseInt(head(lines).substring(9, 12));
    }

    private static String head(String... lines) throws IOException {
        return RawSocket.answer(forge, RawSocket.handshake(forge.port(), lines));
    }
}
