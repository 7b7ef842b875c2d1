package starforge.kernels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds a needle in an array, eight bytes at a time: a place is looked at closely when the two bytes of the needle that are
 * the rarest in source code are both there.
 *
 * @see <a href="http://0x80.pl/articles/simd-strfind.html">the same with wider registers</a>
 * @see <a href="https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord">which byte of a word is zero</a>
 */
final class Finder {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long CASE = 0x20 * ONES;

    private final byte[] needle;
    private final boolean caseless;
    private final int first;
    private final int second;

    /** For a needle whose letters are small when {@code caseless}. */
    Finder(byte[] needle, boolean caseless) {
        this.needle = needle;
        this.caseless = caseless;
        this.first = rarest(-1);
        this.second = needle.length == 1 ? 0 : rarest(first);
    }

    private int rarest(int but) {
        int best = but == 0 ? 1 : 0;
        for (int i = 0; i < needle.length; i++) {
            if (i != but && Rarity.of(needle[i]) < Rarity.of(needle[best])) {
                best = i;
            }
        }
        return best;
    }

    int length() {
        return needle.length;
    }

    /** Where the needle lies next, as a whole, in these bytes; -1 when it does not. */
    int next(byte[] text, int from, int to) {
        int last = to - needle.length;
        int at = from;
        int ahead = Math.max(first, second);
        long one = ONES * Byte.toUnsignedInt(needle[first]);
        long other = ONES * Byte.toUnsignedInt(needle[second]);
        long oneCase = folds(first) ? CASE : 0;
        long otherCase = folds(second) ? CASE : 0;
        for (; at + ahead + Long.BYTES <= to && at <= last; at += Long.BYTES) {
            long differ = ((long) EIGHT.get(text, at + first) | oneCase) ^ one;
            differ |= ((long) EIGHT.get(text, at + second) | otherCase) ^ other;
            long zeros = (differ - ONES) & ~differ & HIGHS;
            for (; zeros != 0; zeros &= zeros - 1) {
                int place = at + (Long.numberOfTrailingZeros(zeros) >>> 3);
                if (place <= last && isAt(text, place)) {
                    return place;
                }
            }
        }
        for (; at <= last; at++) {
            if (isAt(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean folds(int place) {
        return caseless && Ascii.isLetter(needle[place]);
    }

    private boolean isAt(byte[] text, int at) {
        for (int i = 0; i < needle.length; i++) {
            byte one = text[at + i];
            if (one != needle[i] && !(caseless && Ascii.lower(one) == needle[i])) {
                return false;
            }
        }
        return true;
    }
}
