package starforge.kernels;

import java.util.BitSet;
import java.util.List;

/**
 * A set of characters.
 *
 * @param ascii which of the first 128 are in it
 * @param others the other ones that are in it, or when {@code inverse}, that are not
 */
record CharSet(BitSet ascii, List<Range> others, boolean inverse) {
    static final int ASCII = 128;

    /** Characters from the first to the last, both included; none is ASCII. */
    record Range(int first, int last) {}

    static CharSet of(int first, int last) {
        BitSet ascii = new BitSet(ASCII);
        if (first < ASCII) {
            ascii.set(first, Math.min(last + 1, ASCII));
        }
        List<Range> others = last < ASCII ? List.of() : List.of(new Range(Math.max(first, ASCII), last));
        return new CharSet(ascii, others, false);
    }

    /** All characters but these and the line break. */
    static CharSet but(CharSet set) {
        BitSet ascii = (BitSet) set.ascii.clone();
        ascii.flip(0, ASCII);
        ascii.clear(0);
        ascii.clear('\n');
        return new CharSet(ascii, set.others, !set.inverse);
    }

    /** The same with the other case of every ASCII letter. */
    CharSet caseless() {
        BitSet both = (BitSet) ascii.clone();
        ascii.stream().filter(Ascii::isLetter).forEach(letter -> both.set(letter ^ 0x20));
        return new CharSet(both, others, inverse);
    }

    /** Whether it has only what is ASCII. */
    boolean isAscii() {
        return others.isEmpty() && !inverse;
    }

    /** Whether it has all that is not ASCII. */
    boolean hasAllOthers() {
        return others.isEmpty() && inverse;
    }

    boolean isEmpty() {
        return isAscii() && ascii.isEmpty();
    }

    /** Whether it is one ASCII letter in both cases. */
    boolean isLetter() {
        int first = ascii.nextSetBit(0);
        return isAscii() && ascii.cardinality() == 2 && Ascii.isLetter(first) && ascii.get(first + ('a' - 'A'));
    }

    /** The only character in it, or -1. */
    int single() {
        if (isAscii() && ascii.cardinality() == 1) {
            return ascii.nextSetBit(0);
        }
        boolean one = !inverse && ascii.isEmpty() && others.size() == 1;
        return one && others.get(0).first() == others.get(0).last()
                ? others.get(0).first()
                : -1;
    }
}
