package starforge.git.read;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.eclipse.jgit.diff.Sequence;

/** Contents as lines that can be compared; a line ends with its LF, the last one maybe without. */
final class Lines extends Sequence {
    private final byte[] raw;
    /** Where each line starts, and at last where the contents end. */
    private final int[] starts;
    /** Of each line, once they were asked for. */
    private int[] hashes = {};

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
        if (hashes.length == 0) {
            hashes = hashes();
        }
        return hashes[line];
    }

    private int[] hashes() {
        int[] all = new int[size()];
        for (int line = 0; line < all.length; line++) {
            int hash = 5381;
            for (int i = starts[line]; i < starts[line + 1]; i++) {
                hash = hash * 33 + raw[i];
            }
            all[line] = hash;
        }
        return all;
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

    private static int[] starts(byte[] raw) {
        int count = 0;
        for (byte letter : raw) {
            count += letter == '\n' ? 1 : 0;
        }
        boolean open = raw.length > 0 && raw[raw.length - 1] != '\n';
        int[] starts = new int[count + (open ? 2 : 1)];
        int line = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\n') {
                starts[++line] = i + 1;
            }
        }
        starts[starts.length - 1] = raw.length;
        return starts;
    }
}
