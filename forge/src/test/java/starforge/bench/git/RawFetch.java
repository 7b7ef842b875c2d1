package starforge.bench.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The request of a fetch in protocol v2 (gitprotocol-v2(5)), whose answer is thrown away, so that no client's work on the pack
 * hides the server's.
 *
 * @param wants ids to ask for
 * @param haves ids to have already
 * @param depth how many commits deep; 0 for all
 */
record RawFetch(List<String> wants, List<String> haves, int depth) {
    private static final int LEAST = 100;

    /** Fetches from a repository's address. */
    void from(String address) throws IOException {
        try (InputStream in = Requests.post(address, request()).getInputStream()) {
            read(in);
        }
    }

    /** A whole answer ends with a flush packet; one that was cut off is no measurement. */
    private static void read(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long count = 0;
        String end = "";
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            count += read;
            int from = Math.max(0, read - 4);
            end += new String(buffer, from, read - from, StandardCharsets.ISO_8859_1);
            end = end.substring(Math.max(0, end.length() - 4));
        }
        if (count < LEAST || !end.equals("0000")) {
            throw new IOException("The answer was cut off after " + count + " bytes");
        }
    }

    private String request() {
        StringBuilder request = new StringBuilder(Requests.packet("command=fetch")).append("0001");
        for (String capability : List.of("thin-pack", "no-progress", "include-tag", "ofs-delta")) {
            request.append(Requests.packet(capability));
        }
        if (depth > 0) {
            request.append(Requests.packet("deepen " + depth));
        }
        wants.forEach(id -> request.append(Requests.packet("want " + id)));
        haves.forEach(id -> request.append(Requests.packet("have " + id)));
        return request.append(Requests.packet("done")).append("0000").toString();
    }
}
