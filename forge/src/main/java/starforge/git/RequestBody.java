package starforge.git;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.servlet.http.HttpServletRequest;
import starforge.access.Refusal;

/**
 * What a client sends, unpacked when it is compressed (RFC 9110, section 8.4.1.3), and cut off when it is too long or swells
 * too much in unpacking. Git compresses only lists of ids and names, which shrink to a half.
 */
final class RequestBody {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_SWELLING = 100;

    private RequestBody() {}

    /**
     * Opens the body of a request. Reading throws {@link Refusal} TOO_LARGE or MALFORMED at the limits.
     *
     * @param mostBytes how long it may be, unpacked
     * @param pace counts what comes over the wire
     * @throws Refusal MALFORMED for an encoding other than gzip
     */
    static InputStream open(HttpServletRequest request, long mostBytes, Pace pace) throws IOException {
        InputStream wire = pace.reading(request.getInputStream());
        String encoding = String.valueOf(request.getHeader("Content-Encoding")).toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "null", "identity" -> new BufferedInputStream(new Bounded(wire, pace, mostBytes), BUFFER);
            case "gzip", "x-gzip" -> new BufferedInputStream(new Bounded(unzip(wire), pace, mostBytes), BUFFER);
            default -> throw new Refusal(Refusal.Reason.MALFORMED, "git.body-coding");
        };
    }

    private static InputStream unzip(InputStream wire) throws IOException {
        try {
            return new GZIPInputStream(wire, BUFFER);
        } catch (ZipException e) {
            throw new Refusal(e, Refusal.Reason.MALFORMED, "git.no-gzip");
        }
    }

    /** The bytes as they are meant, bounded. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private final Pace pace;
        private final long most;
        private long bytes;

        Bounded(InputStream in, Pace pace, long most) {
            this.in = in;
            this.pace = pace;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            check();
            int read = in.read(buffer, from, length);
            bytes += Math.max(read, 0);
            check();
            return read;
        }

        private void check() {
            if (bytes > most || (bytes > BUFFER && bytes > pace.received() * MOST_SWELLING)) {
                throw new Refusal(Refusal.Reason.TOO_LARGE, "git.request-too-large");
            }
        }
    }
}
