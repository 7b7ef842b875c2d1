package starforge.git;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads objects and deltas back from a pack that has been stored. Each thread has its own. */
final class PackBytes implements AutoCloseable {
    private static final int BUFFER = 1 << 14;

    private final FileChannel file;
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[BUFFER];

    PackBytes(FileChannel file) {
        this.file = file;
    }

    @Override
    public void close() {
        inflater.end();
    }

    /** Takes what an entry has kept, or inflates what stands there, which went well before. */
    byte[] read(PackEntry entry) throws IOException {
        byte[] kept = entry.take();
        return kept == null ? inflate(entry) : kept;
    }

    private byte[] inflate(PackEntry entry) throws IOException {
        byte[] bytes = new byte[(int) entry.size];
        inflater.reset();
        long at = entry.data;
        int done = 0;
        try {
            while (done < bytes.length) {
                if (inflater.needsInput()) {
                    at += feed(at);
                }
                done += inflater.inflate(bytes, done, bytes.length - done);
            }
        } catch (DataFormatException e) {
            throw (IOException) PackInput.corrupt().initCause(e);
        }
        return bytes;
    }

    private int feed(long at) throws IOException {
        int read = file.read(ByteBuffer.wrap(buffer), at);
        if (read <= 0) {
            throw new EOFException();
        }
        inflater.setInput(buffer, 0, read);
        return read;
    }
}
