package starforge.git.read;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.Sequence;

/** Contents as lines that can be compared; a line ends with its LF, the last one maybe without. */
final class Lines extends Sequence {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_ENDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    /** Odd, with bits of no order (2 to the 64th, divided by the golden ratio). */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private static final int BLOCK = 1024;
    /** Bytes, of most kinds of text. */
    private static final int USUAL_LENGTH = 24;

    private final byte[] raw;
    /** Where each line starts, and at last where the contents end. */
    private final int[] starts;

    Lines(byte[] raw) {
        this.raw = raw;
        this.starts = starts(raw);
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

    boolean isSame(int line, Lines other, int otherLine) {
        return Arrays.equals(
                raw, starts[line], starts[line + 1], other.raw, other.starts[otherLine], other.starts[otherLine + 1]);
    }

    int hash(int line) {
        int end = starts[line + 1];
        long hash = 5381;
        int i = starts[line];
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(raw, i)) * SPREAD;
            hash ^= hash >>> 29;
        }
        for (; i < end; i++) {
            hash = hash * 33 + raw[i];
        }
        return Long.hashCode(hash * SPREAD);
    }

    /**
     * Where these and newer contents differ, without a look at each line: the lines between those that both begin with and those
     * that both end with. At the end one more may be the same.
     */
    Edit differenceTo(Lines newer) {
        int same = Arrays.mismatch(raw, newer.raw);
        if (same < 0) {
            return new Edit(size(), size(), size(), size());
        }
        int begin = Math.min(lineAt(same), newer.lineAt(same));
        int tail = sameAtEnd(newer, Math.min(raw.length, newer.raw.length) - same);
        int end = size() - lineAfter(raw.length - tail);
        return new Edit(begin, Math.max(begin, size() - end), begin, Math.max(begin, newer.size() - end));
    }

    /** The line that has a byte, or would begin there. */
    private int lineAt(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return Math.min(size(), found >= 0 ? found : -found - 2);
    }

    /** The first line that starts behind an offset. */
    private int lineAfter(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return Math.min(size(), found >= 0 ? found + 1 : -found - 1);
    }

    /** How many of the last bytes both have, of so many. */
    private int sameAtEnd(Lines other, int most) {
        int end = raw.length;
        int otherEnd = other.raw.length;
        int same = 0;
        while (same + BLOCK <= most && isSameBlock(end - same - BLOCK, other, otherEnd - same - BLOCK)) {
            same += BLOCK;
        }
        while (same < most && raw[end - same - 1] == other.raw[otherEnd - same - 1]) {
            same++;
        }
        return same;
    }

    private boolean isSameBlock(int from, Lines other, int otherFrom) {
        return Arrays.equals(raw, from, from + BLOCK, other.raw, otherFrom, otherFrom + BLOCK);
    }

    /** The line as text, without its LF. */
    String text(int line) {
        return Letters.text(raw, starts[line], endOfText(line));
    }

    /** The line's first bytes, at most so many and no half letters, without its LF. */
    String start(int line, int most) {
        int end = Math.min(endOfText(line), starts[line] + most);
        while (end < endOfText(line) && end > starts[line] && (raw[end] & 0xc0) == 0x80) {
            end--;
        }
        return Letters.text(raw, starts[line], end);
    }

    int firstByte(int line) {
        return starts[line] < starts[line + 1] ? raw[starts[line]] & 0xff : '\n';
    }

    boolean lacksNewline(int line) {
        return endOfText(line) == starts[line + 1];
    }

    /** Writes the line as it is, with its LF if it has one. */
    void write(int line, OutputStream out) throws IOException {
        out.write(raw, starts[line], starts[line + 1] - starts[line]);
    }

    private int endOfText(int line) {
        int end = starts[line + 1];
        return raw[end - 1] == '\n' ? end - 1 : end;
    }

    /** Looks at eight bytes at a time. */
    private static int[] starts(byte[] raw) {
        int[] starts = new int[raw.length / USUAL_LENGTH + Long.BYTES];
        int lines = 1;
        int i = 0;
        for (; i + Long.BYTES <= raw.length; i += Long.BYTES) {
            starts = withRoom(starts, lines);
            for (long ends = ends((long) LONGS.get(raw, i)); ends != 0; ends &= ends - 1) {
                starts[lines++] = i + (Long.numberOfTrailingZeros(ends) >>> 3) + 1;
            }
        }
        starts = withRoom(starts, lines);
        for (; i < raw.length; i++) {
            starts[lines] = i + 1;
            lines += raw[i] == '\n' ? 1 : 0;
        }
        boolean isOpen = raw.length > 0 && raw[raw.length - 1] != '\n';
        starts = Arrays.copyOf(starts, lines + (isOpen ? 1 : 0));
        starts[starts.length - 1] = raw.length;
        return starts;
    }

    /** The same with place for eight more and the end. */
    private static int[] withRoom(int[] starts, int lines) {
        return lines + Long.BYTES < starts.length ? starts : Arrays.copyOf(starts, 2 * (lines + Long.BYTES));
    }

    /** The highest bit of each byte that is an LF (Warren, Hacker's Delight, "Find First 0-Byte"). */
    private static long ends(long bytes) {
        long other = bytes ^ LINE_ENDS;
        return ~(((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS);
    }
}
