package starforge.realtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message, encoded once as UTF-8 and shared by all who get it. */
final class Text {
    private final byte[] bytes;

    Text(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return bytes.length;
    }

    /** The bytes, with a position of its own in each buffer; nobody may write to it. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
