package starforge.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import starforge.words.Words;

/** The bytes of a pack as they come in: stored as they are, added up, and inflated. */
final class PackInput implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final FileChannel file;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] inflated = new byte[BUFFER];
    private final Inflater inflater = new Inflater();
    private final CRC32 crc = new CRC32();
    private final MessageDigest digest = Constants.newMessageDigest();
    /** Where in the pack the buffer begins. */
    private long start;

    private int at;
    private int end;
    /** Up to here the buffer has been added up. */
    private int added;

    PackInput(InputStream in, FileChannel file) {
        this.in = in;
        this.file = file;
    }

    /** Takes the bytes of an object, piece by piece. */
    interface Sink {
        void take(byte[] bytes, int length) throws IOException;
    }

    @Override
    public void close() {
        inflater.end();
    }

    long position() {
        return start + at;
    }

    int read() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    byte[] read(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) read();
        }
        return bytes;
    }

    private void fill() throws IOException {
        addUp();
        start += end;
        at = 0;
        added = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
            throw new EOFException();
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, end);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private void addUp() {
        digest.update(buffer, added, at - added);
        crc.update(buffer, added, at - added);
        added = at;
    }

    /** Adds up what comes from here. */
    void beginObject() {
        addUp();
        crc.reset();
    }

    /** The sum since the object began (CRC-32), as an index has it. */
    int endObject() {
        addUp();
        return (int) crc.getValue();
    }

    /** Inflates one object of a known size. */
    void inflate(long size, Sink sink) throws IOException {
        inflater.reset();
        long done = 0;
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    feed();
                }
                int length = inflater.inflate(inflated);
                done += length;
                if (inflater.needsDictionary() || done > size) {
                    throw corrupt();
                }
                sink.take(inflated, length);
            }
        } catch (DataFormatException e) {
            throw (IOException) corrupt().initCause(e);
        }
        at = end - inflater.getRemaining();
        if (done < size) {
            throw corrupt();
        }
    }

    private void feed() throws IOException {
        if (at == end) {
            fill();
        }
        inflater.setInput(buffer, at, end - at);
        at = end;
    }

    /** The same, into memory, of which no more is taken than comes. */
    byte[] inflate(long size) throws IOException {
        Growing all = new Growing(size);
        inflate(size, all);
        return all.bytes;
    }

    private static final class Growing implements Sink {
        private final long size;
        private byte[] bytes;
        private int filled;

        Growing(long size) {
            this.size = size;
            this.bytes = new byte[(int) Math.min(size, BUFFER)];
        }

        @Override
        public void take(byte[] piece, int length) {
            if (filled + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(size, Math.max(2L * bytes.length, filled + length)));
            }
            System.arraycopy(piece, 0, bytes, filled, length);
            filled += length;
        }
    }

    /**
     * Reads the sum at the end (SHA-1), and that it is the end.
     *
     * @param isAll whether nothing may come after the pack; otherwise what comes is not waited for
     */
    byte[] readEnd(boolean isAll) throws IOException {
        addUp();
        byte[] sum = digest.digest();
        if (!Arrays.equals(sum, read(sum.length)) || at < end || (isAll && in.read() >= 0)) {
            throw corrupt();
        }
        return sum;
    }

    /** What is said of a pack that does not follow its format. */
    static CorruptObjectException corrupt() {
        return new CorruptObjectException(Words.english().say("git.push.corrupt"));
    }
}
