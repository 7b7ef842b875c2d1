package starforge.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Objects;

/** A file mapped by C, and unmapped when it is closed and the last search has ended. */
final class NativeSnapshot implements Snapshot {
    /** Nobody wants more hits told than fit into memory with ease. */
    private static final int MOST_TOLD = 1 << 24;

    private final Entries entries;
    private final Pointer text;
    private final long length;
    private final boolean hasRegex;
    private final Lease lease;

    NativeSnapshot(Entries entries, Pointer map, Pointer text, long length, boolean hasRegex) {
        this.entries = entries;
        this.text = text;
        this.length = length;
        this.hasRegex = hasRegex;
        this.lease = new Lease(() -> Calls.sf_unmap(map));
    }

    @Override
    public Entries entries() {
        return entries;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Hits find(Query query, long[] ranges, int cap, Duration budget) {
        Ranges.check(ranges, length);
        lease.begin();
        try {
            int told = Math.min(cap, MOST_TOLD);
            return query instanceof Literal literal
                    ? find(literal, ranges, told, budget)
                    : find((Regex) query, ranges, told, budget);
        } finally {
            lease.end();
        }
    }

    private Hits find(Literal query, long[] ranges, int cap, Duration budget) {
        try (Memory out = new Memory(Long.BYTES * (1L + cap))) {
            byte[] needle = query.needle();
            int flags = (query.caseless() ? Calls.CASELESS : 0) | (query.word() ? Calls.WORD : 0);
            Pointer offsets = out.share(Long.BYTES);
            long total = Calls.sf_find(
                    text,
                    length,
                    ranges,
                    ranges.length / 2,
                    needle,
                    needle.length,
                    flags,
                    offsets,
                    cap,
                    micros(budget),
                    out);
            long[] starts = out.getLongArray(Long.BYTES, told(total, cap));
            long[] ends = starts.clone();
            for (int i = 0; i < ends.length; i++) {
                ends[i] += needle.length;
            }
            return new Hits(total, starts, ends, out.getInt(0) != 0);
        }
    }

    private Hits find(Regex query, long[] ranges, int cap, Duration budget) {
        Pointer regex = hasRegex ? NativeRegex.of(query) : null;
        if (regex == null) {
            Found found = new Found(cap);
            new RegexScan(query, text.getByteBuffer(0, length), new Deadline(budget)).scan(ranges, found);
            return found.hits();
        }
        try (Memory out = new Memory(Long.BYTES * (1L + 2L * cap))) {
            Pointer pairs = out.share(Long.BYTES);
            long total = Calls.sf_regex_find(
                    text, length, ranges, ranges.length / 2, regex, pairs, cap, micros(budget), out);
            int told = told(total, cap);
            long[] starts = new long[told];
            long[] ends = new long[told];
            for (int i = 0; i < told; i++) {
                starts[i] = pairs.getLong(2L * i * Long.BYTES);
                ends[i] = pairs.getLong((2L * i + 1) * Long.BYTES);
            }
            return new Hits(total, starts, ends, out.getInt(0) != 0);
        } finally {
            Reference.reachabilityFence(query);
        }
    }

    private static int told(long total, int cap) {
        if (total < 0) {
            throw new IllegalStateException("The search in C failed with " + total + ".");
        }
        return (int) Math.min(total, cap);
    }

    private static long micros(Duration budget) {
        return budget.toNanos() / 1000;
    }

    @Override
    public byte[] bytes(long from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        lease.begin();
        try {
            return text.getByteArray(from, count);
        } finally {
            lease.end();
        }
    }

    long sum() {
        lease.begin();
        try {
            return Calls.sf_sum(text, length);
        } finally {
            lease.end();
        }
    }

    @Override
    public void close() {
        lease.close();
    }
}
