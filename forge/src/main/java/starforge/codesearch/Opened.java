package starforge.codesearch;

import starforge.kernels.Snapshot;

/** A snapshot that several hold at once; it is closed when it is wanted no more and the last has let go. */
final class Opened implements AutoCloseable {
    private final Kept kept;
    private final Snapshot snapshot;
    private int holders;
    private boolean isRetired;

    Opened(Kept kept, Snapshot snapshot) {
        this.kept = kept;
        this.snapshot = snapshot;
    }

    Kept kept() {
        return kept;
    }

    /** Good until this is closed by who holds it. */
    Snapshot snapshot() {
        return snapshot;
    }

    /** Takes hold, to close later; false when it is too late. */
    synchronized boolean hold() {
        holders += isRetired ? 0 : 1;
        return !isRetired;
    }

    /** Lets go. */
    @Override
    public synchronized void close() {
        holders--;
        closeIfUnused();
    }

    /** Says that nobody new will come. */
    synchronized void retire() {
        isRetired = true;
        closeIfUnused();
    }

    private void closeIfUnused() {
        if (isRetired && holders == 0) {
            snapshot.close();
        }
    }
}
