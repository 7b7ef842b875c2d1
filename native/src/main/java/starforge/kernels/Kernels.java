package starforge.kernels;

import java.io.IOException;
import java.nio.file.Path;

/** What searches snapshots: C where it can be had, the same in Java where not. Made for many threads. */
public interface Kernels {
    /** For logs and benchmarks: which one this is. */
    String name();

    /**
     * Opens a snapshot, which is not read yet.
     *
     * @param file as {@link SnapshotWriter} left it
     * @throws IOException when it cannot be read, or is no snapshot, damaged or cut off
     */
    Snapshot open(Path file) throws IOException;

    /**
     * The fastest that works on this machine, chosen and loaded at the first call. The variable STARFORGE_NATIVE may say {@code
     * off} for Java, or name a library.
     */
    static Kernels best() {
        return Chosen.KERNELS;
    }
}
