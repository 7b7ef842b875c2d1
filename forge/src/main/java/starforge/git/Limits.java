package starforge.git;

import java.time.Duration;

/**
 * How much one Git request may cost, so that no client can fill memory or disk, or keep a thread for itself.
 *
 * @param objectBytes largest file, inflated; JGit holds up to three of this size at once while it resolves deltas
 * @param packBytes largest push, as it lies in the pack
 * @param objects most objects in a push; JGit keeps about a hundred bytes of heap for each
 * @param commandBytes longest list of refs in a push
 * @param requestBytes longest request of a fetch, unpacked
 * @param transfers fetches and pushes at the same time
 * @param idle how long a client may say nothing while we wait for it; see {@link Pace} for one that trickles
 */
public record Limits(
        long objectBytes,
        long packBytes,
        long objects,
        long commandBytes,
        long requestBytes,
        int transfers,
        Duration idle) {
    private static final long MB = 1 << 20;

    /** For this process: files up to 256 MB and pushes up to 2 GB, less where the heap is small. */
    public static Limits standard() {
        long heap = Runtime.getRuntime().maxMemory();
        return new Limits(
                Math.min(256 * MB, heap / 4),
                2048 * MB,
                Math.min(20_000_000, heap / 256),
                3 * MB,
                16 * MB,
                64,
                Duration.ofSeconds(60));
    }

    /** A number of bytes as people say it. */
    static String words(long bytes) {
        return bytes >= MB ? bytes / MB + " MB" : bytes + " bytes";
    }
}
