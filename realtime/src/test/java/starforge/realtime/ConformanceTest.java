package starforge.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The protocol by its bytes (RFC 6455 sections 5, 7 and 8): what a client sends, and the frames that come back until the
 * server closes. {@code PING} is the command ping, answered by the text {@code PONG}.
 */
class ConformanceTest {
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int OPEN_TEXT = 0x01;
    private static final int MORE = 0x00;
    private static final int LAST = 0x80;
    private static final String COMMAND = "{\"op\":\"ping\"}";
    private static final String ANSWER = "text {\"type\":\"pong\"}";
    private static final String NOT_JSON = "text {\"type\":\"error\",\"why\":\"This is not JSON.\"}";

    private static LiveForge forge;

    @BeforeAll
    static void start() throws Exception {
        forge = new LiveForge();
    }

    @AfterAll
    static void stop() throws Exception {
        forge.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"masks", "opcodes", "controls", "fragments", "texts", "closes", "sizes"})
    void frames_are_answered_as_the_protocol_says(String name, String answers, byte[] sent) throws Exception {
        try (RawSocket socket = forge.watching(LiveForge.LANTERN)) {
            assertThat(socket.text()).contains("hello");
            socket.send(sent);
            // Whoever is still open after this is closed properly by it.
            socket.send(close(1000));
            List<String> expected = new ArrayList<>(Arrays.asList(answers.split("\\|")));
            if (!answers.contains("close")) {
                expected.add("close 1000");
            }
            assertThat(socket.rest()).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"controls", "fragments", "texts"})
    void so_they_are_when_each_byte_comes_alone(String name, String answers, byte[] sent) throws Exception {
        List<String> whole = new ArrayList<>(Arrays.asList(answers.split("\\|")));
        try (RawSocket socket = forge.watching(LiveForge.LANTERN)) {
            assertThat(socket.text()).contains("hello");
            for (byte each : sent) {
                socket.send(new byte[] {each});
            }
            socket.send(close(1000));
            if (!answers.contains("close")) {
                whole.add("close 1000");
            }
            assertThat(socket.rest()).isEqualTo(whole);
        }
    }

    static Stream<Arguments> masks() {
        return Stream.of(
                arguments("text without a mask", "close 1002", joined(unmasked(TEXT, COMMAND))),
                arguments("close without a mask", "close 1002", joined(unmasked(CLOSE, ""))),
                arguments("first reserved bit", "close 1002", joined(frame(TEXT | 0x40, COMMAND))),
                arguments("second reserved bit", "close 1002", joined(frame(TEXT | 0x20, COMMAND))),
                arguments("third reserved bit", "close 1002", joined(frame(TEXT | 0x10, COMMAND))));
    }

    static Stream<Arguments> opcodes() {
        return IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                .mapToObj(code -> arguments("opcode " + code, "close 1002", joined(frame(0x80 | code, ""))));
    }

    static Stream<Arguments> controls() {
        return Stream.of(
                arguments("empty ping", "pong 0", joined(frame(PING, ""))),
                arguments("longest ping", "pong 125", joined(frame(PING, "x".repeat(125)))),
                arguments("too long ping", "close 1002", joined(frame(PING, "x".repeat(126)))),
                arguments("ping in pieces", "close 1002", joined(frame(0x09, "a"), frame(LAST, "b"))),
                arguments("pong unasked", ANSWER, joined(frame(PONG, "x"), frame(TEXT, COMMAND))),
                arguments("too long pong", "close 1002", joined(frame(PONG, "x".repeat(126)))),
                arguments("too long close", "close 1002", joined(frame(CLOSE, "x".repeat(126)))),
                arguments("close in pieces", "close 1002", joined(frame(0x08, ""))));
    }

    static Stream<Arguments> fragments() {
        return Stream.of(
                arguments("text in two", ANSWER, joined(frame(OPEN_TEXT, "{\"op\":"), frame(LAST, "\"ping\"}"))),
                arguments(
                        "text in three, one empty",
                        ANSWER,
                        joined(frame(OPEN_TEXT, "{\"op\":"), frame(MORE, ""), frame(LAST, "\"ping\"}"))),
                arguments(
                        "ping between",
                        "pong 1|" + ANSWER,
                        joined(frame(OPEN_TEXT, "{\"op\":"), frame(PING, "x"), frame(LAST, "\"ping\"}"))),
                arguments("continuation of nothing", "close 1002", joined(frame(LAST, "x"))),
                arguments("open continuation of nothing", "close 1002", joined(frame(MORE, "x"))),
                arguments("text inside", "close 1002", joined(frame(OPEN_TEXT, "{"), frame(TEXT, COMMAND))),
                arguments("binary inside", "close 1002", joined(frame(OPEN_TEXT, "{"), frame(BINARY, "x"))),
                arguments("close inside", "close 1000", joined(frame(OPEN_TEXT, "{"), close(1000))));
    }

    static Stream<Arguments> texts() {
        byte[] cut = Arrays.copyOf("ü".getBytes(StandardCharsets.UTF_8), 1);
        byte[] other = {(byte) 0xbc};
        byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
        byte[] overlong = {(byte) 0xc0, (byte) 0xaf};
        return Stream.of(
                arguments("character cut by frames", NOT_JSON, joined(frame(OPEN_TEXT, cut), frame(LAST, other))),
                arguments("half a character", "close 1007", joined(frame(TEXT, cut))),
                arguments("half a character at the end", "close 1007", joined(frame(OPEN_TEXT, cut), frame(LAST, ""))),
                arguments("surrogate", "close 1007", joined(frame(TEXT, surrogate))),
                arguments("overlong", "close 1007", joined(frame(TEXT, overlong))),
                arguments("bad in a later frame", "close 1007", joined(frame(OPEN_TEXT, "{"), frame(LAST, overlong))),
                arguments("bad close reason", "close 1007", joined(frame(CLOSE, new byte[] {3, -24, -64, -81}))));
    }

    static Stream<Arguments> closes() {
        Stream<Arguments> wrong = IntStream.of(0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
                .mapToObj(code -> arguments("close with " + code, "close 1002", joined(close(code))));
        Stream<Arguments> right = IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4999)
                .mapToObj(code -> arguments("close with " + code, "close " + code, joined(close(code))));
        Stream<Arguments> odd = Stream.of(
                arguments("close without a code", "close -", joined(frame(CLOSE, ""))),
                arguments("close with half a code", "close 1002", joined(frame(CLOSE, "x"))),
                arguments("words behind a close", "close 1000", joined(close(1000), frame(TEXT, COMMAND))),
                arguments("ping behind a close", "close 1000", joined(close(1000), frame(PING, ""))));
        return Stream.of(wrong, right, odd).flatMap(cases -> cases);
    }

    static Stream<Arguments> sizes() {
        String half = "x".repeat(8192);
        return Stream.of(
                arguments(
                        "empty text",
                        "text {\"type\":\"error\",\"why\":\"This is not a JSON object.\"}",
                        joined(frame(TEXT, ""))),
                arguments("largest text", NOT_JSON, joined(frame(TEXT, half + half))),
                arguments("too large text", "close 1009", joined(frame(TEXT, half + half + "x"))),
                arguments("largest text in two", NOT_JSON, joined(frame(OPEN_TEXT, half), frame(LAST, half))),
                arguments("too large in two", "close 1009", joined(frame(OPEN_TEXT, half), frame(LAST, half + "x"))),
                arguments("a megabyte", "close 1009", joined(frame(TEXT, "x".repeat(1 << 20)))),
                arguments("too large promise", "close 1009", joined(promise(TEXT, 1 << 30))),
                arguments(
                        "too large later promise", "close 1009", joined(frame(OPEN_TEXT, "{"), promise(LAST, 1 << 30))),
                arguments(
                        "promise beyond all numbers",
                        "close 1009",
                        joined(frame(OPEN_TEXT, "{"), promise(LAST, 0xf0000000L))),
                arguments("binary", "close 1003", joined(frame(BINARY, "x"))),
                arguments("empty binary", "close 1003", joined(frame(BINARY, ""))),
                arguments("binary in pieces", "close 1003", joined(frame(0x02, "x"), frame(LAST, "y"))),
                arguments("too large binary", "close 1009", joined(promise(BINARY, 1 << 20))));
    }

    private static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] frame(int first, byte[] payload) {
        return RawSocket.frame(first, payload);
    }

    private static byte[] close(int code) {
        return frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    private static byte[] unmasked(int first, String payload) {
        ByteArrayOutputStream frame = RawSocket.head(first, 0, payload.length());
        frame.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
        return frame.toByteArray();
    }

    /** The beginning of a frame that says how long it will be. */
    private static byte[] promise(int first, long length) {
        ByteArrayOutputStream frame = RawSocket.head(first, 0x80, length);
        frame.writeBytes(new byte[] {1, 2, 3, 4, 5});
        return frame.toByteArray();
    }

    private static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(frames).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
