package starforge.realtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message as the frame that it is sent in, made once and shared by all who get it. */
final class Text {
    private final byte[] frame;
    private final int size;

    Text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        this.size = bytes.length;
        this.frame = Frame.of(Frame.TEXT, bytes);
    }

    /** Bytes of the message itself. */
    int size() {
        return size;
    }

    /** The whole frame, with a position of its own in each buffer; nobody may write to it. */
    ByteBuffer frame() {
        return ByteBuffer.wrap(frame);
    }

    @Override
    public String toString() {
        return new String(frame, frame.length - size, size, StandardCharsets.UTF_8);
    }
}
