package starforge.realtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames as a server sends them, whole and without a mask (RFC 6455 section 5.2). */
final class Frame {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xa;

    /** The close code that stands for none (section 7.4.1); it is never sent. */
    static final int NO_CODE = 1005;

    /** Set in the first byte of the last frame of a message. */
    static final int LAST = 0x80;

    /** Most bytes in a frame that is no part of a message (section 5.5). */
    static final int CONTROL = 125;

    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private Frame() {}

    /** A frame of one of the kinds above, as bytes to send. */
    static byte[] of(int opcode, byte[] payload) {
        return head(opcode, payload.length).put(payload).array();
    }

    private static ByteBuffer head(int opcode, int length) {
        byte first = (byte) (LAST | opcode);
        if (length <= CONTROL) {
            return ByteBuffer.allocate(2 + length).put(first).put((byte) length);
        }
        if (length <= 0xffff) {
            return ByteBuffer.allocate(4 + length)
                    .put(first)
                    .put((byte) TWO_BYTES)
                    .putShort((short) length);
        }
        return ByteBuffer.allocate(10 + length)
                .put(first)
                .put((byte) EIGHT_BYTES)
                .putLong(length);
    }

    /**
     * A close frame (section 5.5.1).
     *
     * @param code {@link #NO_CODE} for one that says nothing
     * @param reason a sentence of at most 123 bytes
     */
    static byte[] close(int code, String reason) {
        if (code == NO_CODE) {
            return of(CLOSE, new byte[0]);
        }
        byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        return of(
                CLOSE,
                ByteBuffer.allocate(2 + why.length)
                        .putShort((short) code)
                        .put(why)
                        .array());
    }

    /** So many bytes of length and mask follow the first two, of which this is the second (section 5.2). */
    static int more(int second) {
        return 4
                + switch (second & 0x7f) {
                    case TWO_BYTES -> 2;
                    case EIGHT_BYTES -> 8;
                    default -> 0;
                };
    }
}
