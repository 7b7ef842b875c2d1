package starforge.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static starforge.realtime.LiveForge.LANTERN;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import starforge.bus.Topic;

/** The whole way, from a broadcast to the bytes on a socket. */
class LiveTest {
    private LiveForge forge;

    @BeforeEach
    void start() throws Exception {
        forge = new LiveForge();
    }

    @AfterEach
    void stop() throws Exception {
        forge.close();
    }

    @Test
    void event_reaches_a_watcher_as_promised() throws Exception {
        try (RawSocket mira = forge.watching(LANTERN, Topic.PUBLIC)) {
            assertThat(mira.text()).isEqualTo("{\"type\":\"hello\",\"seq\":0,\"topics\":[\"public\",\"repo:42\"]}");
            mira.say("{\"op\":\"resume\",\"after\":0}");
            assertThat(mira.text()).isEqualTo("{\"type\":\"resumed\",\"seq\":0}");
            forge.happen("starred", LANTERN);
            assertThat(mira.text())
                    .isEqualTo("{\"type\":\"event\",\"seq\":1,\"topics\":[\"repo:42\"],\"kind\":\"starred\","
                            + "\"actor\":\"mira\",\"repo\":\"mira/lantern\",\"at\":\"2026-11-23T14:20:00Z\","
                            + "\"data\":{\"count\":1}}");
        }
    }

    @Test
    void who_comes_back_gets_what_was_missed() throws Exception {
        try (RawSocket first = forge.watching(LANTERN)) {
            resume(first, 0);
            forge.happen("pushed", LANTERN);
            assertThat(seq(first.text())).isEqualTo(1);
        }
        forge.happen("pushed", LANTERN);
        forge.happen("pushed", Topic.repo(43));
        forge.happen("pushed", LANTERN);
        until(() -> forge.realtime.viewers() == 0);
        try (RawSocket again = forge.watching(LANTERN)) {
            again.text();
            again.say("{\"op\":\"resume\",\"after\":1}");
            assertThat(List.of(seq(again.text()), seq(again.text()))).containsExactly(2L, 4L);
            assertThat(again.text()).isEqualTo("{\"type\":\"resumed\",\"seq\":4}");
        }
    }

    @Test
    void who_reads_late_gets_every_frame_whole_and_in_order() throws Exception {
        for (int i = 0; i < 6000; i++) {
            forge.log.write("pushed", LANTERN);
        }
        try (RawSocket first = forge.watching(LANTERN);
                RawSocket late = forge.watching(LANTERN)) {
            resume(first, 6000);
            assertThat(late.text()).contains("hello");
            late.say("{\"op\":\"resume\",\"after\":0}");
            // More than the kernel takes from one who does not read.
            until(() -> forge.realtime.delivered() == 6000);
            for (int i = 1; i <= 6000; i++) {
                assertThat(seq(late.text())).isEqualTo(i);
            }
            assertThat(late.text()).isEqualTo("{\"type\":\"resumed\",\"seq\":6000}");
        }
    }

    @Test
    void program_that_only_listens_gets_events_too() throws Exception {
        try (RawSocket quiet = forge.watching(LANTERN)) {
            quiet.text();
            forge.happen("pushed", LANTERN);
            forge.clock.turn(Viewer.HELD);
            assertThat(seq(quiet.text())).isEqualTo(1);
        }
    }

    @Test
    void another_websocket_client_understands_us() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket client = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("starforge.v1", forge.ticket(LANTERN))
                .buildAsync(URI.create("ws://127.0.0.1:" + forge.port() + "/-/live"), listener(heard))
                .get(10, TimeUnit.SECONDS);
        assertThat(client.getSubprotocol()).isEqualTo("starforge.v1");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).contains("hello");
        client.sendText("{\"op\":\"ping\"}", true).get(10, TimeUnit.SECONDS);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("{\"type\":\"pong\"}");
        forge.realtime.close();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("close 4000");
    }

    @Test
    void losing_the_right_closes_the_socket_before_the_next_event() throws Exception {
        try (RawSocket mira = forge.watching(LANTERN)) {
            resume(mira, 0);
            forge.happen("pushed", LANTERN);
            forge.refused.add("repo:42");
            forge.happen("acl", LANTERN);
            forge.happen("pushed", LANTERN);
            assertThat(seq(mira.text())).isEqualTo(1);
            assertThat(mira.rest()).containsExactly("close 4100");
        }
    }

    @Test
    void who_has_no_right_left_at_connect_is_told_not_to_come_back() throws Exception {
        forge.refused.add("session-1");
        try (RawSocket mira = forge.watching(LANTERN)) {
            assertThat(mira.rest()).containsExactly("close 4100");
        }
        until(() -> forge.realtime.viewers() == 0);
    }

    @Test
    void closed_socket_is_not_obeyed_any_more() throws Exception {
        try (RawSocket mira = forge.watching(LANTERN)) {
            resume(mira, 0);
            forge.refused.add("session-1");
            forge.happen("acl", Topic.user("mira"));
            assertThat(mira.next()).isEqualTo("close 4100");
            mira.say("{\"op\":\"resume\",\"after\":0}");
            assertThat(mira.rest()).isEmpty();
        }
    }

    @Test
    void more_than_twenty_commands_a_second_are_too_many() throws Exception {
        try (RawSocket hasty = forge.watching(LANTERN)) {
            hasty.text();
            for (int i = 0; i < 21; i++) {
                hasty.say("{\"op\":\"ping\"}");
            }
            List<String> said = hasty.rest();
            assertThat(said).hasSize(21).endsWith("close 4013");
            assertThat(said.subList(0, 20)).allMatch("text {\"type\":\"pong\"}"::equals);
        }
    }

    @Test
    void flood_of_pings_is_too_many_commands_too() throws Exception {
        try (RawSocket hasty = forge.watching(LANTERN)) {
            hasty.text();
            for (int i = 0; i < 30; i++) {
                hasty.send(RawSocket.frame(0x89, new byte[0]));
            }
            assertThat(hasty.rest()).contains("close 4013");
        }
    }

    @Test
    void slower_commands_go_on_for_ever() throws Exception {
        try (RawSocket calm = forge.watching(LANTERN)) {
            calm.text();
            for (int i = 0; i < 60; i++) {
                forge.clock.turn(Duration.ofMillis(50));
                calm.say("{\"op\":\"ping\"}");
                assertThat(calm.text()).isEqualTo("{\"type\":\"pong\"}");
            }
        }
    }

    @Test
    void unanswered_ping_ends_the_connection() throws Exception {
        try (RawSocket silent = forge.watching(LANTERN)) {
            silent.text();
            forge.clock.turn(Pulse.EVERY);
            assertThat(silent.next()).isEqualTo("ping");
            forge.clock.turn(Pulse.PATIENCE);
            assertThat(silent.rest()).containsExactly("close 4012");
        }
        until(() -> forge.realtime.viewers() == 0);
    }

    @Test
    void answered_ping_keeps_the_connection() throws Exception {
        try (RawSocket mira = forge.watching(LANTERN)) {
            resume(mira, 0);
            forge.clock.turn(Pulse.EVERY);
            assertThat(mira.next()).isEqualTo("ping");
            mira.send(RawSocket.frame(0x8a, new byte[0]));
            mira.say("{\"op\":\"ping\"}");
            assertThat(mira.text()).isEqualTo("{\"type\":\"pong\"}");
            forge.clock.turn(Pulse.PATIENCE);
            forge.happen("pushed", LANTERN);
            assertThat(seq(mira.text())).isEqualTo(1);
        }
    }

    @Test
    void one_who_does_not_read_is_dropped_and_another_gets_everything() throws Exception {
        try (RawSocket stuck = forge.watching(LANTERN);
                RawSocket healthy = forge.watching(LANTERN)) {
            resume(stuck, 0);
            resume(healthy, 0);
            int sent = 0;
            while (forge.realtime.dropped() == 0 && sent < 10_000) {
                forge.happen("pushed", LANTERN);
                assertThat(seq(healthy.text())).isEqualTo(++sent);
            }
            assertThat(forge.realtime.dropped()).isEqualTo(1);
            until(() -> forge.realtime.viewers() == 1);
        }
    }

    @Test
    void hundred_who_never_read_are_dropped_in_20_mb_and_another_gets_everything() throws Exception {
        List<RawSocket> stuck = new ArrayList<>();
        try (RawSocket healthy = forge.watching(LANTERN)) {
            resume(healthy, 0);
            for (int i = 0; i < 100; i++) {
                stuck.add(forge.watching(LANTERN));
                stuck.get(i).say("{\"op\":\"resume\",\"after\":0}");
            }
            long most = 0;
            int sent = 0;
            while (forge.realtime.dropped() < 100 && sent < 50_000) {
                forge.happen("pushed", LANTERN);
                assertThat(seq(healthy.text())).isEqualTo(++sent);
                most = sent % 250 == 0 ? Math.max(most, heap()) : most;
            }
            until(() -> forge.realtime.viewers() == 1);
            assertThat(forge.realtime.dropped()).isEqualTo(100);
            assertThat(most - heap()).isLessThan(20_000_000);
        } finally {
            for (RawSocket each : stuck) {
                each.close();
            }
        }
    }

    private static long heap() {
        System.gc();
        Runtime java = Runtime.getRuntime();
        return java.totalMemory() - java.freeMemory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|This is not JSON.",
                "[]|This is not a JSON object.",
                "{}|\"op\" must be resume, ask or ping.",
                "{\"op\":\"dance\"}|\"op\" must be resume, ask or ping.",
                "{\"op\":7}|\"op\" must be resume, ask or ping.",
                "{\"op\":\"resume\"}|\"after\" must be the last seq you know, a whole number from 0.",
                "{\"op\":\"resume\",\"after\":\"1\"}|\"after\" must be the last seq you know, a whole number from 0.",
                "{\"op\":\"resume\",\"after\":-1}|\"after\" must be the last seq you know, a whole number from 0.",
                "{\"op\":\"resume\",\"after\":1.5}|\"after\" must be the last seq you know, a whole number from 0.",
                "{\"op\":\"resume\",\"after\":1e99}|\"after\" must be the last seq you know, a whole number from 0.",
                "{\"op\":\"ask\",\"what\":\"w\"}|\"id\" must be a text of 1 to 64 characters.",
                "{\"op\":\"ask\",\"id\":\"1\"}|\"what\" must be a text of 1 to 64 characters.",
                "{\"op\":\"ask\",\"id\":\"1\",\"what\":\"w\",\"args\":[]}|\"args\" must be an object without null in"
                        + " it.",
            })
    void wrong_command_is_answered_with_a_sentence(String command, String why) throws Exception {
        try (RawSocket mira = forge.watching(LANTERN)) {
            mira.text();
            mira.say(command);
            assertThat(mira.text()).isEqualTo(Texts.error(why).toString());
        }
    }

    @Test
    void nothing_can_be_asked_where_nobody_answers() throws Exception {
        try (RawSocket mira = forge.watching(LANTERN)) {
            mira.text();
            mira.say("{\"op\":\"ask\",\"id\":\"a1\",\"what\":\"count\",\"args\":{\"ref\":\"main\"}}");
            assertThat(mira.text())
                    .isEqualTo("{\"type\":\"refused\",\"id\":\"a1\",\"why\":\"Nothing can be asked here.\"}");
        }
    }

    private static void resume(RawSocket socket, long after) throws IOException {
        assertThat(socket.text()).contains("\"hello\"");
        socket.say("{\"op\":\"resume\",\"after\":" + after + "}");
        assertThat(socket.text()).contains("\"resumed\"");
    }

    private static long seq(String text) {
        return starforge.bus.Wire.read(text).seq();
    }

    private static void until(BooleanSupplier reached) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!reached.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private static WebSocket.Listener listener(BlockingQueue<String> heard) {
        return new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                heard.add(text.toString());
                socket.request(1);
                return java.util.concurrent.CompletableFuture.completedStage(null);
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                heard.add("close " + code);
                return java.util.concurrent.CompletableFuture.completedStage(null);
            }
        };
    }
}
