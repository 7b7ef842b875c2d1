package starforge.bench.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What a client of Git says over HTTP (gitprotocol-http(5)) in protocol v2 (gitprotocol-v2(5)). */
final class Requests {
    private Requests() {}

    /** Asks what the server of a repository can. */
    static HttpURLConnection advertisement(String address) throws IOException {
        return open(address + "/info/refs?service=git-upload-pack");
    }

    /**
     * Asks for something.
     *
     * @param request whole, with its flush packet
     */
    static HttpURLConnection post(String address, String request) throws IOException {
        HttpURLConnection connection = open(address + "/git-upload-pack");
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        connection.setRequestProperty("Content-Type", "application/x-git-upload-pack-request");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(bytes);
        }
        return connection;
    }

    private static HttpURLConnection open(String address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setRequestProperty("Git-Protocol", "version=2");
        return connection;
    }

    /** The whole answer, which ends with a flush packet; one that was cut off is no measurement. */
    static byte[] answer(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            byte[] answer = in.readAllBytes();
            if (!new String(answer, StandardCharsets.ISO_8859_1).endsWith("0000")) {
                throw new IOException("The answer was cut off after " + answer.length + " bytes");
            }
            return answer;
        }
    }

    static String packet(String line) {
        return "%04x%s\n".formatted(line.length() + 5, line);
    }
}
