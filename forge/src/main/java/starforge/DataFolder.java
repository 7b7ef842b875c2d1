package starforge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The folder that holds everything, readable by its owner alone, and the lock on it: of one process that keeps its database
 * there, or of several that share one elsewhere.
 */
final class DataFolder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path path;
    private final FileChannel channel;
    private boolean isAlone = true;
    private Optional<FileLock> held = Optional.empty();

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes a folder, making it when it is not there. One that is empty becomes its owner's alone; of one in use it is left
     * as it is who may enter.
     *
     * @return empty when another process has it
     * @throws IOException when the folder cannot be made or written
     */
    static Optional<DataFolder> take(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
        }
        if (isEmpty(path) && path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        FileChannel channel = FileChannel.open(
                path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        DataFolder folder = new DataFolder(path, channel);
        if (folder.lock(false).isEmpty()) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(folder);
    }

    /**
     * Takes a folder together with others who do the same. Who finds nobody there holds it alone until {@link #share}, to put
     * in order what a crash left; others wait for that.
     *
     * @return empty when a process has it that does not share
     */
    static Optional<DataFolder> join(Path path) throws IOException {
        Optional<DataFolder> alone = take(path);
        if (alone.isPresent()) {
            return alone;
        }
        FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.READ, StandardOpenOption.WRITE);
        DataFolder folder = new DataFolder(path, channel);
        folder.isAlone = false;
        if (folder.waited().isEmpty()) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(folder);
    }

    /** Whether nobody else was there when this took it. */
    boolean isAlone() {
        return isAlone;
    }

    /** Lets others in who share it, too. */
    void share() throws IOException {
        if (isAlone) {
            held.ifPresent(DataFolder::release);
            if (waited().isEmpty()) {
                throw new IOException("Another process took the folder " + path + " for itself");
            }
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<FileLock> waited() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<FileLock> lock = lock(true);
        while (lock.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            lock = lock(true);
        }
        return lock;
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            return !files.iterator().hasNext();
        }
    }

    private Optional<FileLock> lock(boolean shared) throws IOException {
        try {
            held = Optional.ofNullable(channel.tryLock(0, Long.MAX_VALUE, shared));
            return held;
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
