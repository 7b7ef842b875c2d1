package starforge.realtime;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket client that can say anything, also what no client should (RFC 6455 section 5.2). */
final class RawSocket implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static RawSocket open(LiveForge forge, String ticket) throws IOException {
        RawSocket raw = new RawSocket(forge.socket());
        String head = raw.request(handshake(forge.port(), "Sec-WebSocket-Protocol: starforge.v1, " + ticket));
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head);
        }
        return raw;
    }

    /** Sends any request and reads the head of the answer. */
    static String answer(LiveForge forge, String request) throws IOException {
        try (RawSocket raw = new RawSocket(forge.socket())) {
            return raw.request(request);
        }
    }

    /** A handshake in order, with further header lines. */
    static String handshake(int port, String... lines) {
        return "GET /-/live HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** A masked frame. */
    static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = head(first, 0x80, payload.length);
        byte[] mask = {0x37, (byte) 0xfa, 0x21, 0x3d};
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i % 4]);
        }
        return frame.toByteArray();
    }

    /** First byte, mask bit and length of a frame. */
    static ByteArrayOutputStream head(int first, int mask, long length) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(first);
        int bytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
        head.write(mask | (bytes == 0 ? (int) length : bytes == 2 ? 126 : 127));
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            head.write((int) (length >>> shift));
        }
        return head;
    }

    void send(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
        } catch (SocketException e) {
            // The server may have closed already; what it said is read all the same.
        }
    }

    void say(String text) throws IOException {
        send(frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The next text. */
    String text() throws IOException {
        String next = next();
        if (!next.startsWith("text ")) {
            throw new IOException("Not a text: " + next);
        }
        return next.substring(5);
    }

    /** The next frame: {@code text ...}, {@code ping}, {@code pong <length>}, {@code close <code>} or {@code end}. */
    String next() throws IOException {
        try {
            int opcode = in.readUnsignedByte() & 0x0f;
            byte[] payload = new byte[length()];
            in.readFully(payload);
            return switch (opcode) {
                case 1 -> "text " + new String(payload, StandardCharsets.UTF_8);
                case 8 -> "close " + (payload.length == 0 ? "-" : code(payload));
                case 9 -> "ping";
                case 10 -> "pong " + payload.length;
                default -> "frame " + opcode;
            };
        } catch (EOFException | SocketException e) {
            return "end";
        }
    }

    /** All frames until the other side closes. */
    List<String> rest() throws IOException {
        List<String> frames = new ArrayList<>();
        for (String next = next(); !next.equals("end"); next = next()) {
            frames.add(next);
        }
        return frames;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        return length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong();
    }

    private static int code(byte[] payload) {
        return (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
    }

    private String request(String request) throws IOException {
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
