package starforge.git;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;

/**
 * The requests of a conversation in protocol v2, one whole request after another (gitprotocol-v2(5): each ends with a flush
 * packet), so that {@link Deepening} can look at each without waiting for what the client will only say afterwards.
 */
final class V2Requests extends InputStream {
    private static final int HEAD = 4;

    private final InputStream in;
    private final Repository repository;
    private final PackConfig packing;
    private final Answering answering;
    private InputStream request = InputStream.nullInputStream();

    /**
     * Reads from a connection.
     *
     * @param in bounded, as one request is held in memory
     * @param packing as {@link Deepening#absolute}
     * @param answering answers what it can; only other requests are read here
     */
    V2Requests(InputStream in, Repository repository, PackConfig packing, Answering answering) {
        this.in = in;
        this.repository = repository;
        this.packing = packing;
        this.answering = answering;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = request.read(buffer, from, length);
        if (read >= 0 || length == 0) {
            return read;
        }
        answering.finish();
        byte[] next = next();
        while (answering.answers(next)) {
            next = next();
        }
        request = next.length == 0
                ? InputStream.nullInputStream()
                : Deepening.absolute(new ByteArrayInputStream(next), repository, packing);
        return request.read(buffer, from, length);
    }

    /** The next request up to and with its flush packet; empty when the client has gone. */
    private byte[] next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            byte[] head = in.readNBytes(HEAD);
            if (head.length == 0 && bytes.size() == 0) {
                return head;
            }
            bytes.write(head);
            int length = length(head);
            byte[] rest = in.readNBytes(Math.max(0, length - HEAD));
            if (rest.length < length - HEAD) {
                throw new EOFException("a packet was cut off");
            }
            bytes.write(rest);
            if (length == 0) {
                return bytes.toByteArray();
            }
        }
    }

    private static int length(byte[] head) throws IOException {
        if (head.length < HEAD) {
            throw new EOFException("a packet was cut off");
        }
        try {
            int length = Integer.parseUnsignedInt(new String(head, StandardCharsets.ISO_8859_1), 16);
            if (length != HEAD - 1) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new PackProtocolException("a packet without a length", e);
        }
        throw new PackProtocolException("a packet of length 3");
    }
}
