package starforge.kernels;

import java.util.Arrays;

/** Hits while they are found. */
final class Found {
    private static final int FIRST = 64;

    private final int cap;
    private long[] starts;
    private long[] ends;
    private long total;
    private boolean complete = true;

    Found(int cap) {
        this.cap = cap;
        this.starts = new long[Math.min(cap, FIRST)];
        this.ends = new long[starts.length];
    }

    void add(long start, long end) {
        if (total < cap) {
            int place = (int) total;
            if (place == starts.length) {
                int more = (int) Math.min(cap, 2L * place);
                starts = Arrays.copyOf(starts, more);
                ends = Arrays.copyOf(ends, more);
            }
            starts[place] = start;
            ends[place] = end;
        }
        total++;
    }

    void incomplete() {
        complete = false;
    }

    Hits hits() {
        int told = (int) Math.min(total, cap);
        return new Hits(total, Arrays.copyOf(starts, told), Arrays.copyOf(ends, told), complete);
    }
}
