package starforge.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A kept answer, open: its bytes, and in 8 more their CRC-32C (RFC 3720, appendix B.4). It stays readable when it is deleted. */
final class AnswerFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerFile.class);
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;

    private AnswerFile(FileChannel file) {
        this.file = file;
    }

    /** Opens a file; empty when there is none, or none that is whole and as it was written. */
    static Optional<AnswerFile> open(Path path) {
        try {
            AnswerFile opened = new AnswerFile(FileChannel.open(path));
            if (opened.isSound()) {
                return Optional.of(opened);
            }
            opened.close();
            LOG.warn("The kept answer {} is damaged, and made again", path);
        } catch (NoSuchFileException e) {
            LOG.debug("Not kept: {}", path);
        } catch (IOException e) {
            LOG.warn("A kept answer cannot be read: {}", e.toString());
        }
        return Optional.empty();
    }

    /** What to write after the answer. */
    static byte[] end(CRC32C sum) {
        return ByteBuffer.allocate(Long.BYTES).putLong(sum.getValue()).array();
    }

    /** Read once to be checked and once to be sent, since no byte may leave before all are known to be good. */
    private boolean isSound() throws IOException {
        CRC32C sum = new CRC32C();
        ByteBuffer end = ByteBuffer.allocate(Long.BYTES);
        copy(new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
        file.read(end);
        return !end.hasRemaining() && end.getLong(0) == sum.getValue();
    }

    /** Writes the whole answer. */
    void copy(OutputStream out) throws IOException {
        InputStream in = Channels.newInputStream(file.position(0));
        byte[] buffer = new byte[BUFFER];
        for (long left = file.size() - Long.BYTES; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("A kept answer was cut off");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
