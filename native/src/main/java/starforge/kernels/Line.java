package starforge.kernels;

import java.nio.charset.StandardCharsets;

/** Bytes as characters, of which a regular expression may look at only so many, so that none runs for long. */
final class Line implements CharSequence {
    /** So many looks are allowed for a line, whatever its length, and some for each of its bytes. */
    private static final long LOOKS = 1_000_000;

    private static final long LOOKS_A_BYTE = 200;
    private static final int PACE = 0xffff;

    /** The line has cost too much. */
    static final class TooHard extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooHard() {
            super("This line is too hard for this regular expression.", null, false, false);
        }
    }

    private final byte[] text;
    private final Deadline deadline;
    private long left;

    Line(byte[] text, Deadline deadline) {
        this.text = text;
        this.deadline = deadline;
    }

    void allow(int bytes) {
        left = LOOKS + LOOKS_A_BYTE * bytes;
    }

    @Override
    public int length() {
        return text.length;
    }

    @Override
    public char charAt(int index) {
        if ((--left & PACE) == 0 && (left <= 0 || deadline.isOver())) {
            throw new TooHard();
        }
        return (char) (text[index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return subSequence(0, text.length).toString();
    }
}
