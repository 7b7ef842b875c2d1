package starforge.kernels;

/** Letters and words, by bytes. */
final class Ascii {
    private Ascii() {}

    static boolean isLetter(int one) {
        int small = one | 0x20;
        return small >= 'a' && small <= 'z';
    }

    static boolean isDigit(int one) {
        return one >= '0' && one <= '9';
    }

    static byte lower(byte one) {
        return one >= 'A' && one <= 'Z' ? (byte) (one | 0x20) : one;
    }

    static byte[] lower(byte[] bytes) {
        byte[] small = bytes.clone();
        for (int i = 0; i < small.length; i++) {
            small[i] = lower(small[i]);
        }
        return small;
    }

    /** Whether a word may have this byte: see {@link Option#WORD}. */
    static boolean isWord(byte one) {
        return one < 0 || isLetter(one) || isDigit(one) || one == '_';
    }
}
