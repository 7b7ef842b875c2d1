package starforge.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import starforge.access.Refusal;

/**
 * A pack on its way in, cut off where it gets too large. JGit makes room for as many objects as the first twelve bytes
 * announce ({@code PACK}, version, number of objects; gitformat-pack(5)) before it reads one, so a push of twelve bytes could
 * ask for all memory; and it takes a pack that crosses its own limit for one that ended, when the network is slow.
 */
final class PackStream extends InputStream {
    private static final int HEADER = 12;

    private final InputStream in;
    private final Limits limits;
    private long bytes;

    private PackStream(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /**
     * Gives a pack back once its header is known to be modest. What is no pack is left for JGit to refuse.
     *
     * @throws Refusal TOO_LARGE when the pack announces too many objects; reading throws it after too many bytes
     */
    static InputStream checked(InputStream pack, Limits limits) throws IOException {
        byte[] header = pack.readNBytes(HEADER);
        if (header.length == HEADER && announced(header) > limits.objects()) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "git.push.objects", limits.objects());
        }
        PushbackInputStream whole = new PushbackInputStream(pack, HEADER);
        whole.unread(header);
        return new PackStream(whole, limits);
    }

    private static long announced(byte[] header) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(8));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = in.read(buffer, from, length);
        bytes += Math.max(read, 0);
        if (bytes > limits.packBytes()) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "git.push.too-large", Limits.words(limits.packBytes()));
        }
        return read;
    }
}
