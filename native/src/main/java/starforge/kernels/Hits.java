package starforge.kernels;

/** What was found. Hits do not overlap: after one, the search goes on where it ended. */
public final class Hits {
    private final long total;
    private final long[] starts;
    private final long[] ends;
    private final boolean complete;

    Hits(long total, long[] starts, long[] ends, boolean complete) {
        this.total = total;
        this.starts = starts;
        this.ends = ends;
        this.complete = complete;
    }

    /** How many hits there are in what was searched: may be more than are told. */
    public long total() {
        return total;
    }

    /** How many hits are told: the first ones. */
    public int count() {
        return starts.length;
    }

    /** Where the hit of this number, from 0, starts: an offset of the text. They ascend. */
    public long start(int hit) {
        return starts[hit];
    }

    /** The offset after its last byte. */
    public long end(int hit) {
        return ends[hit];
    }

    /**
     * False when time ran out before the end, or a line was too hard for the regular expression and was passed over: there may
     * be more hits than {@link #total}.
     */
    public boolean complete() {
        return complete;
    }
}
