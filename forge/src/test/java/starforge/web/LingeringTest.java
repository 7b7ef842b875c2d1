package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;

/** Clients whose upload is refused while they are still sending it, over plain sockets. */
class LingeringTest {
    /** The answer must be there before the server has lost its patience with the rest. */
    private static final int SOON_MILLIS = 8_000;

    /** More than there are threads to answer requests. */
    private static final int CROWD = 250;

    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static String signedIn;

    @BeforeAll
    static void somebody_is_signed_in() {
        forge = RunningForge.on(data);
        Browsing browser = forge.browsing(forge.user("mira"));
        signedIn = browser.cookies().getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    @RepeatedTest(5)
    void one_that_sends_all_before_it_reads_sees_the_sentence_and_goes_on() throws IOException {
        try (Socket socket = connect()) {
            begin(socket, "Content-Length: " + (3 << 20));
            socket.getOutputStream().write(new byte[3 << 20]);
            assertThat(answer(socket)).startsWith("HTTP/1.1 413 ").contains("A file can have at most 1 MB.");
            begin(socket, "Content-Length: 0");
            assertThat(answer(socket)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void those_who_promise_much_and_send_nothing_are_answered_at_once_and_hold_up_nobody() throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(connect());
                begin(crowd.get(i), "Content-Length: 900000000");
                assertThat(answer(crowd.get(i))).startsWith("HTTP/1.1 413 ");
            }
            assertThat(forge.browsing().get("/").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    @Test
    void one_that_waits_to_be_told_to_send_is_told_that_it_need_not() throws IOException {
        try (Socket socket = connect()) {
            begin(socket, "Content-Length: 3000000", "Expect: 100-continue");
            assertThat(answer(socket)).startsWith("HTTP/1.1 413 ");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void one_that_never_stops_is_cut_off() throws IOException {
        try (Socket socket = connect()) {
            begin(socket, "Content-Length: 900000000");
            OutputStream out = socket.getOutputStream();
            assertThatThrownBy(() -> out.write(new byte[64 << 20])).isInstanceOf(IOException.class);
        }
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), forge.port());
        socket.setSoTimeout(SOON_MILLIS);
        return socket;
    }

    private static void begin(Socket socket, String... headers) throws IOException {
        String head = "POST /settings/stars HTTP/1.1\r\nHost: localhost\r\nCookie: " + signedIn
                + "\r\nContent-Type: multipart/form-data; boundary=x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** The whole of one answer, which comes in chunks. */
    private static String answer(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("0"); line = in.readLine()) {
            answer.append(line).append('\n');
        }
        in.readLine();
        return answer.toString();
    }
}
