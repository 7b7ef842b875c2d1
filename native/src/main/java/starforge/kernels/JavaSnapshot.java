package starforge.kernels;

import java.nio.ByteBuffer;
import java.time.Duration;

/** A mapped file. The JVM unmaps it when nobody has it any more, so that closing can hurt no search. */
final class JavaSnapshot implements Snapshot {
    private final Entries entries;
    private final ByteBuffer text;
    private volatile boolean closed;

    JavaSnapshot(Entries entries, ByteBuffer text) {
        this.entries = entries;
        this.text = text;
    }

    @Override
    public Entries entries() {
        return entries;
    }

    @Override
    public long length() {
        return text.limit();
    }

    @Override
    public Hits find(Query query, long[] ranges, int cap, Duration budget) {
        requireOpen();
        Ranges.check(ranges, length());
        Found found = new Found(cap);
        Deadline deadline = new Deadline(budget);
        if (query instanceof Literal literal) {
            new LiteralScan(literal, text, deadline).scan(ranges, found);
        } else if (query instanceof Regex regex) {
            new RegexScan(regex, text, deadline).scan(ranges, found);
        }
        return found.hits();
    }

    @Override
    public byte[] bytes(long from, int length) {
        requireOpen();
        byte[] bytes = new byte[length];
        text.get(Math.toIntExact(from), bytes);
        return bytes;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This snapshot is closed.");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
