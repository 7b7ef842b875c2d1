package starforge.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.eclipse.jetty.server.HttpChannel;

/**
 * Ends a transfer whose client keeps us waiting. An idle timeout alone lets a client hold a thread for ever by a byte now and
 * then; here all the time spent waiting counts, in both directions, and the client must have moved 1 KB for each second of it
 * beyond a grace. What the server takes for its own work does not count.
 */
final class Pace implements AutoCloseable {
    private static final int BYTES_PER_SECOND = 1024;
    /** A write waits for all of its bytes, so it must be short enough to be done in the grace at that speed. */
    private static final int PIECE = 1 << 14;

    private final BiConsumer<Runnable, Long> later;
    private final Runnable cut;
    private final long graceNanos;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong moved = new AtomicLong();
    private final AtomicLong waitedNanos = new AtomicLong();
    /** When the present wait began; 0 while the server works. */
    private final AtomicLong since = new AtomicLong();

    private final AtomicBoolean closed = new AtomicBoolean();

    /** Watches a transfer over HTTP from now on until closed. */
    Pace(HttpChannel channel, Duration grace) {
        this(
                (task, nanos) -> channel.getScheduler().schedule(task, nanos, TimeUnit.NANOSECONDS),
                () -> channel.getEndPoint().close(),
                grace);
    }

    /**
     * Watches from now on until closed.
     *
     * @param later does a task after so many nanoseconds
     * @param cut ends the connection, so that whoever waits for it goes on
     */
    Pace(BiConsumer<Runnable, Long> later, Runnable cut, Duration grace) {
        this.later = later;
        this.cut = cut;
        this.graceNanos = grace.toNanos();
        again();
    }

    private void again() {
        later.accept(this::check, graceNanos / 2);
    }

    private void check() {
        if (closed.get()) {
            return;
        }
        long begun = since.get();
        long waited = waitedNanos.get() + (begun == 0 ? 0 : System.nanoTime() - begun);
        if (waited > graceNanos + TimeUnit.SECONDS.toNanos(moved.get() / BYTES_PER_SECOND)) {
            cut.run();
        } else {
            again();
        }
    }

    @Override
    public void close() {
        closed.set(true);
    }

    /** Bytes read so far, as they came over the wire. */
    long received() {
        return received.get();
    }

    InputStream reading(InputStream in) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                begin();
                int read = in.read(buffer, from, length);
                end(Math.max(read, 0));
                received.addAndGet(Math.max(read, 0));
                return read;
            }
        };
    }

    OutputStream writing(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] buffer, int from, int length) throws IOException {
                for (int at = 0; at < length; at += PIECE) {
                    int piece = Math.min(PIECE, length - at);
                    begin();
                    out.write(buffer, from + at, piece);
                    end(piece);
                }
            }

            @Override
            public void flush() throws IOException {
                begin();
                out.flush();
                end(0);
            }
        };
    }

    private void begin() {
        since.set(System.nanoTime());
    }

    private void end(int bytes) {
        waitedNanos.addAndGet(System.nanoTime() - since.getAndSet(0));
        moved.addAndGet(bytes);
    }
}
