package starforge.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** HTTP/1.1 by hand, so that what is sent is exactly what is written here: no address is tidied up on the way. */
final class RawHttp {
    private final int port;
    private String extra = "";
    private byte[] body = {};

    private RawHttp(int port) {
        this.port = port;
    }

    static RawHttp to(int port) {
        return new RawHttp(port);
    }

    /**
     * An answer.
     *
     * @param head the status line and headers
     */
    record Answer(int status, String head, String body) {}

    RawHttp as(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("Authorization: Basic " + Base64.getEncoder().encodeToString(pair));
    }

    RawHttp header(String line) {
        extra += line + "\r\n";
        return this;
    }

    RawHttp body(byte[] bytes) {
        body = bytes.clone();
        return header("Content-Length: " + bytes.length);
    }

    /** Announces more than it sends. */
    RawHttp half(String service, byte[] bytes) {
        body = bytes.clone();
        return header("Content-Type: application/x-" + service + "-request").header("Content-Length: 100000");
    }

    /** A request body of the type that a service takes. */
    RawHttp asking(String service, byte[] bytes) {
        return header("Content-Type: application/x-" + service + "-request").body(bytes);
    }

    Answer get(String target) {
        return send("GET", target);
    }

    Answer post(String target) {
        return send("POST", target);
    }

    Answer send(String method, String target) {
        return parse(talk(method, target));
    }

    /** Sends a request, and gives whatever comes until the server closes. */
    String talk(String method, String target) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request(method, target));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request, waits for some bytes of the answer, and goes without another word. */
    void leave(String method, String target, int bytes) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request(method, target));
            socket.getInputStream().readNBytes(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] request(String method, String target) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        String line = method + " " + target + " HTTP/1.1\r\n";
        String head = line + "Host: localhost\r\nConnection: close\r\n" + extra + "\r\n";
        request.write(head.getBytes(StandardCharsets.ISO_8859_1));
        request.write(body);
        return request.toByteArray();
    }

    /** Sends a request and then a digit 1 now and again, until the server closes. */
    void trickle(String method, String target, Duration now) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) now.toMillis());
            socket.getOutputStream().write(request(method, target));
            for (Instant end = Instant.now().plusSeconds(30); Instant.now().isBefore(end); ) {
                socket.getOutputStream().write('1');
                if (isClosed(socket)) {
                    return;
                }
            }
        } catch (SocketException e) {
            return;
        }
        throw new AssertionError("The server kept listening.");
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("No answer, but: " + text);
        }
        String head = text.substring(0, end);
        return new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, text.substring(end + 4));
    }
}
