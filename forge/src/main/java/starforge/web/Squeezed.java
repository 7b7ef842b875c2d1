package starforge.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/**
 * A text compressed once (gzip, RFC 1952) with a hole for a few letters that each reader gets anew. The hole is a stored block
 * (RFC 1951, section 3.2.4), so filling it is a copy: nothing is compressed again, and the checksum is corrected, not counted
 * again. One member alone, as browsers read no second one.
 */
final class Squeezed {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    private static final int TRAILER = 8;
    /** So far back deflate looks. */
    private static final int WINDOW = 32_768;

    private final byte[] gzip;
    private final int at;
    private final int length;
    private final int crc;
    private final int crcOfHole;
    private final int shift;

    private Squeezed(byte[] gzip, int at, int length, int crc, int crcOfHole, int shift) {
        this.gzip = gzip;
        this.at = at;
        this.length = length;
        this.crc = crc;
        this.crcOfHole = crcOfHole;
        this.shift = shift;
    }

    /**
     * Compresses.
     *
     * @param text with the letters of one reader in it, if it has any
     * @param letters ASCII, found once in the text; "" when all readers get the same
     */
    static Squeezed of(String text, String letters) {
        int found = letters.isEmpty() ? 0 : text.indexOf(letters);
        if (found < 0 || letters.length() > 0xffff) {
            throw new IllegalArgumentException("The letters are not in the text");
        }
        byte[] before = text.substring(0, found).getBytes(StandardCharsets.UTF_8);
        byte[] hole = new byte[letters.length()];
        byte[] after = text.substring(found + hole.length).getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(before);
        crc.update(hole);
        crc.update(after);
        ByteArrayOutputStream out = new ByteArrayOutputStream(16_384);
        out.writeBytes(HEADER);
        deflate(before, new byte[0], false, out);
        int at = out.size() + 5;
        writeStored(hole, out);
        deflate(after, tail(before, hole), true, out);
        write((int) crc.getValue(), 4, out);
        write(before.length + hole.length + after.length, 4, out);
        int shift = Crc.afterBytes(after.length);
        return new Squeezed(out.toByteArray(), at, hole.length, (int) crc.getValue(), crcOf(hole), shift);
    }

    /** What deflate may refer back to. The hole counts as zeros, which no page has, so nothing refers to it. */
    private static byte[] tail(byte[] before, byte[] hole) {
        byte[] both = Arrays.copyOf(before, before.length + hole.length);
        return Arrays.copyOfRange(both, Math.max(0, both.length - WINDOW), both.length);
    }

    /** Writes blocks that end at a whole byte; the last ones of all or not. */
    private static void deflate(byte[] bytes, byte[] seen, boolean isLast, ByteArrayOutputStream out) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setDictionary(seen);
            deflater.setInput(bytes);
            if (isLast) {
                deflater.finish();
            }
            byte[] piece = new byte[8192];
            int count;
            do {
                count = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
                out.write(piece, 0, count);
            } while (count == piece.length);
        } finally {
            deflater.end();
        }
    }

    private static void writeStored(byte[] bytes, ByteArrayOutputStream out) {
        out.write(0);
        write(bytes.length, 2, out);
        write(~bytes.length, 2, out);
        out.writeBytes(bytes);
    }

    private static void write(int number, int bytes, ByteArrayOutputStream out) {
        for (int i = 0; i < bytes; i++) {
            out.write(number >>> (8 * i));
        }
    }

    private static int crcOf(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** The text for one reader, compressed; {@code letters} are as many as those it was made with. */
    byte[] with(String letters) {
        byte[] all = gzip.clone();
        if (length > 0) {
            fill(letters.getBytes(StandardCharsets.US_ASCII), all);
        }
        return all;
    }

    private void fill(byte[] letters, byte[] all) {
        if (letters.length != length) {
            throw new IllegalArgumentException("The hole is for " + length + " letters");
        }
        System.arraycopy(letters, 0, all, at, length);
        int sum = crc ^ Crc.times(shift, crcOf(letters) ^ crcOfHole);
        for (int i = 0; i < 4; i++) {
            all[all.length - TRAILER + i] = (byte) (sum >>> (8 * i));
        }
    }

    /** The text for one reader as it is, for who cannot unpack. */
    byte[] plainWith(String letters) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(with(letters)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes when compressed. */
    int size() {
        return gzip.length;
    }
}
