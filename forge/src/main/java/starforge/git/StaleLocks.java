package starforge.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Removes lock files that nobody holds any more. Git and JGit lock a ref by a file beside it for a few milliseconds; a
 * process that dies in that moment would lock the branch for good.
 */
final class StaleLocks {
    private static final Duration STALE = Duration.ofMinutes(10);

    private StaleLocks() {}

    /** Looks at the locks that changing these refs needs. */
    static void clear(Path gitDir, Stream<String> refs) throws IOException {
        Instant limit = Instant.now().minus(STALE);
        for (String name : Stream.concat(Stream.of("HEAD", "packed-refs"), refs).toList()) {
            clear(gitDir.resolve(name + ".lock"), limit);
        }
    }

    private static void clear(Path lock, Instant limit) throws IOException {
        try {
            if (Files.getLastModifiedTime(lock).toInstant().isBefore(limit)) {
                Files.deleteIfExists(lock);
            }
        } catch (NoSuchFileException e) {
            // Not locked.
        }
    }
}
