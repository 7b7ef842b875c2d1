package starforge.kernels;

/** The rules for what is searched. */
final class Ranges {
    private Ranges() {}

    /** Refuses ranges that are not ascending, apart and inside a text of this length. */
    static void check(long[] ranges, long length) {
        long before = 0;
        for (long border : ranges) {
            if (border < before || border > length) {
                throw new IndexOutOfBoundsException("These ranges are not inside the text, or not ascending.");
            }
            before = border;
        }
        if (ranges.length % 2 != 0) {
            throw new IndexOutOfBoundsException("The last range has no end.");
        }
    }
}
