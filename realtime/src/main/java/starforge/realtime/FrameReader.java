package starforge.realtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a client sends (RFC 6455 sections 5 to 8), in whatever pieces it comes, and puts texts together. Nothing is
 * allocated before a length was found to be small enough, and a silent connection holds next to nothing.
 */
final class FrameReader {
    /** Bytes in one message. */
    static final int MESSAGE = 16 * 1024;

    private static final int HEAD = 14;

    private final Listener listener;
    private final ByteBuffer head = ByteBuffer.allocate(HEAD);
    private byte @Nullable [] payload;
    private int filled;
    /** The beginning of a message whose end has not come. */
    private @Nullable ByteArrayOutputStream message;

    /** Who is told, in order. */
    interface Listener {
        void text(String message);

        void ping(byte[] payload);

        void pong();

        /** The other side closes; the code is {@link Frame#NO_CODE} when it gave none. */
        void close(int code);
    }

    FrameReader(Listener listener) {
        this.listener = listener;
    }

    /** Takes all bytes that have come. */
    void read(ByteBuffer bytes) throws BadFrame {
        while (bytes.hasRemaining()) {
            if (payload == null) {
                head.put(bytes.get());
                advance();
            } else {
                fill(payload, bytes);
            }
        }
    }

    private void advance() throws BadFrame {
        if (head.position() == 2) {
            checkFirstTwo(head.get(0), head.get(1));
        }
        if (head.position() >= 2 && head.position() == 2 + Frame.more(head.get(1))) {
            payload = new byte[length()];
            filled = 0;
            endIfFull(payload);
        }
    }

    private void checkFirstTwo(int first, int second) throws BadFrame {
        int opcode = first & 0x0f;
        require((first & 0x70) == 0, "No extension was agreed on.");
        require((second & 0x80) != 0, "Frames of a client are masked.");
        if (opcode >= Frame.CLOSE) {
            require(opcode <= Frame.PONG, "There is no such frame.");
            require((first & Frame.LAST) != 0, "Control frames come in one piece.");
            require((second & 0x7f) <= Frame.CONTROL, "Control frames have at most 125 bytes.");
        } else {
            require(opcode <= Frame.BINARY, "There is no such frame.");
            require((opcode == Frame.CONTINUATION) == (message != null), "One message ends before another begins.");
        }
    }

    private static void require(boolean condition, String why) throws BadFrame {
        if (!condition) {
            throw new BadFrame(BadFrame.PROTOCOL, why);
        }
    }

    /** The length of a payload that may come. */
    private int length() throws BadFrame {
        long length =
                switch (Frame.more(head.get(1))) {
                    case 6 -> head.getShort(2) & 0xffff;
                    case 12 -> head.getLong(2);
                    default -> head.get(1) & 0x7f;
                };
        int before = isControl() || message == null ? 0 : message.size();
        if (length < 0 || length > MESSAGE - before) {
            throw new BadFrame(BadFrame.TOO_LARGE, "A message has at most " + MESSAGE + " bytes.");
        }
        if (opcode() == Frame.BINARY) {
            throw new BadFrame(BadFrame.NOT_ACCEPTED, "Only text is understood here.");
        }
        return (int) length;
    }

    private void fill(byte[] target, ByteBuffer bytes) throws BadFrame {
        int count = Math.min(bytes.remaining(), target.length - filled);
        bytes.get(target, filled, count);
        filled += count;
        endIfFull(target);
    }

    private void endIfFull(byte[] whole) throws BadFrame {
        if (filled == whole.length) {
            unmask(whole);
            payload = null;
            int opcode = opcode();
            boolean last = (head.get(0) & Frame.LAST) != 0;
            head.clear();
            end(opcode, last, whole);
        }
    }

    /** Section 5.3; the mask is the last four bytes of the head. */
    private void unmask(byte[] whole) {
        int mask = head.position() - 4;
        for (int i = 0; i < whole.length; i++) {
            whole[i] ^= head.get(mask + (i & 3));
        }
    }

    private void end(int opcode, boolean last, byte[] whole) throws BadFrame {
        switch (opcode) {
            case Frame.PING -> listener.ping(whole);
            case Frame.PONG -> listener.pong();
            case Frame.CLOSE -> listener.close(code(whole));
            default -> part(last, whole);
        }
    }

    private void part(boolean last, byte[] whole) throws BadFrame {
        if (last && message == null) {
            listener.text(decoded(whole));
            return;
        }
        ByteArrayOutputStream all = message == null ? new ByteArrayOutputStream() : message;
        all.writeBytes(whole);
        message = last ? null : all;
        if (last) {
            listener.text(decoded(all.toByteArray()));
        }
    }

    /** The code of a close frame, if it is one that may be sent (section 7.4). */
    private static int code(byte[] whole) throws BadFrame {
        if (whole.length == 0) {
            return Frame.NO_CODE;
        }
        require(whole.length >= 2, "A close code has two bytes.");
        int code = ByteBuffer.wrap(whole).getShort() & 0xffff;
        boolean known = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
        require(known || (code >= 3000 && code <= 4999), "There is no such close code.");
        decoded(java.util.Arrays.copyOfRange(whole, 2, whole.length));
        return code;
    }

    private static String decoded(byte[] bytes) throws BadFrame {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadFrame(BadFrame.NOT_UTF8, "Texts are UTF-8.");
        }
    }

    private int opcode() {
        return head.get(0) & 0x0f;
    }

    private boolean isControl() {
        return opcode() >= Frame.CLOSE;
    }
}
