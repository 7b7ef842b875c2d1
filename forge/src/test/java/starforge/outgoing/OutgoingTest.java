package starforge.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static starforge.BareForge.refusal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.web.Networks;

/** A request goes where it may and nowhere else, whatever its address, its answer or this machine says. */
class OutgoingTest {
    private final Outgoing open =
            new Outgoing(new Reach(Networks.of("127.0.0.1").orElseThrow()));
    private final Outgoing strict = new Outgoing(new Reach(Networks.NONE));

    @AfterEach
    void close() {
        open.close();
        strict.close();
    }

    private static Outgoing.Answer post(Outgoing outgoing, String address) {
        try {
            return outgoing.post(
                    URI.create(address), Map.of("X-A", "b"), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.0.0.1",
                "127.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "172.31.0.1",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "2130706433",
                "127.1",
                "localhost"
            })
    void what_is_not_of_the_open_internet_is_not_reached(String host) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            assertThat(new Reach(Networks.NONE).mayBeReached(address)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "2a00::1"})
    void the_open_internet_is(String host) throws UnknownHostException {
        assertThat(new Reach(Networks.NONE).mayBeReached(InetAddress.getByName(host)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "here",
                "file:///etc/passwd",
                "ftp://example.org/",
                "http:///a",
                "http://a@example.org/",
                "http://u:p@example.org/",
                "https://example.org/#a",
                "gopher://example.org/",
                "http://example.org:22/",
                "http://example.org:0/",
                "http://example.org:70000/",
                "javascript:alert(1)",
                "http://exa mple.org/"
            })
    void an_address_that_is_none_is_refused_when_it_is_typed(String typed) {
        assertThat(refusal(() -> Reach.address(typed, "url"))).isEqualTo(Reason.INVALID);
    }

    @Test
    void a_body_arrives_and_the_beginning_of_the_answer_is_kept() {
        try (Receiver receiver = new Receiver().answering(201, "y".repeat(3_000_000), Map.of())) {
            Outgoing.Answer answer = post(open, receiver.address("/in?k=v"));
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.start()).hasSize(1024);
            Receiver.Got got = receiver.next();
            assertThat(got.path()).isEqualTo("/in?k=v");
            assertThat(got.header("x-a")).isEqualTo("b");
            assertThat(got.body()).isEqualTo("{}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433"})
    void the_forge_s_own_machine_is_refused_with_a_sentence(String host) {
        try (Receiver receiver = new Receiver()) {
            assertThatThrownBy(() -> post(strict, "http://" + host + ":" + receiver.port() + "/"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("private or special");
            assertThat(receiver.isQuiet()).isTrue();
        }
    }

    @Test
    void a_redirect_is_an_answer_and_no_way() {
        try (Receiver inner = new Receiver();
                Receiver outer = new Receiver()) {
            outer.answering(302, "", Map.of("Location", inner.address("/secret"), "Set-Cookie", "a=b"));
            assertThat(post(open, outer.address("/")).status()).isEqualTo(302);
            assertThat(inner.isQuiet()).isTrue();
            outer.next();
            outer.answering(200, "", Map.of());
            post(open, outer.address("/"));
            assertThat(outer.next().header("cookie")).isEmpty();
        }
    }

    @Test
    void no_proxy_of_this_machine_is_asked() {
        try (Receiver proxy = new Receiver();
                Receiver receiver = new Receiver()) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
            assertThat(post(open, receiver.address("/")).isGood()).isTrue();
            assertThat(proxy.isQuiet()).isTrue();
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    @Test
    void who_is_not_there_or_never_known_may_be_there_later() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        assertThat(refusal(() -> post(open, "http://127.0.0.1:" + port + "/"))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(refusal(() -> post(open, "http://no-such-host.invalid/"))).isEqualTo(Reason.UNAVAILABLE);
    }
}
