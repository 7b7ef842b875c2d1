package starforge.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.Constants;

/** A pack by hand (gitformat-pack(5)), so that it can be as wrong as a test needs it. */
final class HandMadePack {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int objects;

    /** Where the next object will begin. */
    int offset() {
        return 12 + bytes.size();
    }

    /** Adds a whole object, and says its name. */
    String add(int type, byte[] object) {
        put(type, object.length, new byte[0], object);
        String head = Constants.typeString(type) + " " + object.length + "\0";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = ByteBuffer.allocate(start.length + object.length)
                .put(start)
                .put(object)
                .array();
        return HexFormat.of().formatHex(Constants.newMessageDigest().digest(all));
    }

    /** Adds an object that says it is larger or smaller than it is. */
    HandMadePack lie(int type, long size, byte[] object) {
        put(type, size, new byte[0], object);
        return this;
    }

    /** Adds a delta against what begins so many bytes before. */
    HandMadePack delta(int distance, byte[] delta) {
        ByteBuffer back = ByteBuffer.allocate(10);
        int left = distance;
        back.put(9, (byte) (left & 0x7f));
        int at = 9;
        for (left >>>= 7; left != 0; left >>>= 7) {
            left -= 1;
            back.put(--at, (byte) (0x80 | (left & 0x7f)));
        }
        put(Constants.OBJ_OFS_DELTA, delta.length, java.util.Arrays.copyOfRange(back.array(), at, 10), delta);
        return this;
    }

    /** Adds a delta against an object by its name. */
    HandMadePack delta(String base, byte[] delta) {
        put(Constants.OBJ_REF_DELTA, delta.length, HexFormat.of().parseHex(base), delta);
        return this;
    }

    /** A delta that takes the first bytes of its base, up to 127 of each, and adds others. */
    static byte[] keeping(int base, int kept, byte[] more) {
        return ByteBuffer.allocate(5 + more.length)
                .put((byte) base)
                .put((byte) (kept + more.length))
                .put((byte) 0x90)
                .put((byte) kept)
                .put((byte) more.length)
                .put(more)
                .array();
    }

    private void put(int type, long size, byte[] base, byte[] content) {
        objects += 1;
        int next = type << 4 | (int) (size & 0xf);
        for (long left = size >>> 4; left != 0; left >>>= 7) {
            bytes.write(next | 0x80);
            next = (int) (left & 0x7f);
        }
        bytes.write(next);
        bytes.writeBytes(base);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] toBytes() {
        byte[] content = bytes.toByteArray();
        ByteBuffer all = ByteBuffer.allocate(12 + content.length + 20);
        all.put(Constants.PACK_SIGNATURE).putInt(2).putInt(objects).put(content);
        byte[] summed = java.util.Arrays.copyOf(all.array(), all.position());
        return all.put(Constants.newMessageDigest().digest(summed)).array();
    }
}
