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

    private final Instant dead;

    private StaleLocks(Instant dead) {
        this.dead = dead;
    }

    /** For a process that knows nothing of others: what is ten minutes old is stale. */
    static StaleLocks byAge() {
        return new StaleLocks(Instant.MIN);
    }

    /** For a process that found nobody else at work when it began, now: what is older than that is stale, too. */
    static StaleLocks ofTheDead() {
        return new StaleLocks(Instant.now());
    }

    /** Looks at the locks that changing these refs needs. */
    void clear(Path gitDir, Stream<String> refs) throws IOException {
        for (String name : Stream.concat(Stream.of("HEAD", "packed-refs"), refs).toList()) {
            Path lock = gitDir.resolve(name + ".lock");
            if (isStale(lock)) {
                Files.deleteIfExists(lock);
            }
        }
    }

    /** Says whether a file is there and whoever made it for a moment is gone. */
    boolean isStale(Path file) throws IOException {
        Instant old = Instant.now().minus(STALE);
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(old.isAfter(dead) ? old : dead);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
