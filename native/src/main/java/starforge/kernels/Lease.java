package starforge.kernels;

/** Counts who uses a thing, so that it is let go of once, when it is closed and nobody uses it any more. */
final class Lease {
    private final Runnable letGo;
    private int users;
    private boolean closed;

    Lease(Runnable letGo) {
        this.letGo = letGo;
    }

    /** Begins a use; {@link #end} must follow. */
    synchronized void begin() {
        if (closed) {
            throw new IllegalStateException("This snapshot is closed.");
        }
        users++;
    }

    synchronized void end() {
        users--;
        if (closed && users == 0) {
            letGo.run();
        }
    }

    synchronized void close() {
        if (!closed && users == 0) {
            letGo.run();
        }
        closed = true;
    }
}
