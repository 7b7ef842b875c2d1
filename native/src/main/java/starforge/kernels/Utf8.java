package starforge.kernels;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Ranges of characters as ranges of bytes. */
final class Utf8 {
    /** The last characters of each length. */
    private static final int[] LAST = {0x7f, 0x7ff, 0xffff, 0x10ffff};

    private Utf8() {}

    static byte[] bytes(int character) {
        if (Character.getType(character) != Character.SURROGATE) {
            return Character.toString(character).getBytes(StandardCharsets.UTF_8);
        }
        return new byte[] {
            (byte) (0xe0 | (character >> 12)),
            (byte) (0x80 | ((character >> 6) & 0x3f)),
            (byte) (0x80 | (character & 0x3f))
        };
    }

    /**
     * Splits a range so that in each piece every byte has a range of its own: the bytes of its first and last character.
     *
     * @see <a href="https://swtch.com/~rsc/regexp/regexp3.html">how RE2 does the same</a>
     */
    static List<byte[][]> split(int first, int last) {
        List<byte[][]> pieces = new ArrayList<>();
        split(first, last, pieces);
        return pieces;
    }

    private static void split(int first, int last, List<byte[][]> pieces) {
        for (int longest : LAST) {
            if (first <= longest && longest < last) {
                split(first, longest, pieces);
                split(longest + 1, last, pieces);
                return;
            }
        }
        for (int bits = 6; bits <= 18; bits += 6) {
            int low = (1 << bits) - 1;
            if ((first & ~low) == (last & ~low)) {
                continue;
            }
            int cut = (first & low) != 0 ? first | low : (last & low) != low ? (last & ~low) - 1 : -1;
            if (cut >= 0) {
                split(first, cut, pieces);
                split(cut + 1, last, pieces);
                return;
            }
        }
        pieces.add(new byte[][] {bytes(first), bytes(last)});
    }
}
