package starforge.kernels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A snapshot file, version 1. All numbers are little endian.
 *
 * <pre>
 *  0  magic  8 bytes            8  version  int          12  files  int
 * 16  length of the file  long 24  length of the text  long
 * 32  CRC-32C of the tables  int   36  CRC-32C of the text  int
 * 40  zeros                    60  CRC-32C of bytes 0..60  int
 * 64  the text: each file's bytes, none of them 0, and then a 0
 *     the tables: starts  files+1 longs, ends of paths  files ints, blob ids  files*20 bytes, languages  files bytes,
 *     names of languages  (a count byte; for each a length byte and UTF-8), paths
 * </pre>
 *
 * Offsets count from the first byte of the text. {@code native/src/main/c/starforge.h} says the same to C.
 */
record Layout(int files, long fileLength, long textLength, int tablesSum, int textSum) {
    static final int HEADER = 64;
    static final int BLOB = 20;
    static final byte SEPARATOR = 0;
    /** The Java twin maps a file in one piece. */
    static final long LARGEST = Integer.MAX_VALUE;

    private static final long MAGIC = ByteBuffer.wrap(new byte[] {(byte) 0x89, 'S', 'F', 'S', 'N', 'A', 'P', '\n'})
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();
    private static final int VERSION = 1;
    private static final int SUMMED = 60;

    byte[] header() {
        byte[] bytes = new byte[HEADER];
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putInt(VERSION).putInt(files).putLong(fileLength).putLong(textLength);
        header.putInt(tablesSum).putInt(textSum);
        header.putInt(SUMMED, sum(bytes, SUMMED));
        return bytes;
    }

    /**
     * What this header says.
     *
     * @param length of the whole file, in bytes
     * @throws IOException when it is not a snapshot's, or not of a file of this length
     */
    static Layout read(byte[] bytes, long length) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER || header.getLong(0) != MAGIC) {
            throw new IOException("This is not a snapshot.");
        }
        if (header.getInt(8) != VERSION) {
            throw new IOException("This snapshot is of version " + header.getInt(8) + ", not " + VERSION + ".");
        }
        Layout layout = new Layout(
                header.getInt(12), header.getLong(16), header.getLong(24), header.getInt(32), header.getInt(36));
        if (header.getInt(SUMMED) != sum(bytes, SUMMED) || !layout.fits(length)) {
            throw new IOException("This snapshot is damaged or cut off.");
        }
        return layout;
    }

    private boolean fits(long length) {
        return fileLength == length
                && length <= LARGEST
                && files >= 0
                && textLength >= files
                && HEADER + textLength + Long.BYTES + (long) files * (Long.BYTES + Integer.BYTES + BLOB + 1) < length;
    }

    long tablesStart() {
        return HEADER + textLength;
    }

    int tablesLength() {
        return Math.toIntExact(fileLength - tablesStart());
    }

    static int sum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}
