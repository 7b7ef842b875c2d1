package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Whole folders that come and go in one step, so that a crash never leaves half of one under its name. */
final class Folders {
    private static final Duration ABANDONED = Duration.ofDays(1);

    private Folders() {}

    /** Fills a folder; may fail at any line. */
    interface Filling {
        void into(Path folder) throws IOException;
    }

    /**
     * Makes a folder aside, named {@code <target>.new}, and renames it when it is whole.
     *
     * @throws IllegalStateException when the target is there already
     */
    static void build(Path target, Filling filling) {
        if (Files.exists(target)) {
            throw new IllegalStateException("Already there: " + target);
        }
        Path aside = target.resolveSibling(target.getFileName() + ".new");
        try {
            delete(aside);
            Files.createDirectories(aside);
            filling.into(aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deleteQuietly(aside);
        }
    }

    /** Renames a folder out of the way, then deletes it; one that is not there is fine. */
    static void remove(Path folder) {
        Path aside = folder.resolveSibling(folder.getFileName() + ".gone-" + UUID.randomUUID());
        try {
            Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
            delete(aside);
        } catch (NoSuchFileException gone) {
            // What should not be there is not there.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what a crash left behind a day ago or earlier; anything younger may be another process at work. */
    static void sweep(Path parent, String glob) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, glob)) {
            Instant limit = Instant.now().minus(ABANDONED);
            for (Path path : found) {
                if (Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
                    deleteQuietly(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of all files below; one that vanishes meanwhile counts nothing. */
    static long size(Path folder) {
        AtomicLong sum = new AtomicLong();
        visit(folder, new Lenient() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
        return sum.get();
    }

    /** Deletes a folder if it can; used where there is nothing better to do when it cannot. */
    static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (UncheckedIOException e) {
            // A later sweep finds it.
        }
    }

    private static void delete(Path folder) {
        visit(folder, new Lenient() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException problem) throws IOException {
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void visit(Path folder, Lenient visitor) {
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on when a file vanishes under its eyes. */
    private static class Lenient extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (problem instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw problem;
        }
    }
}
