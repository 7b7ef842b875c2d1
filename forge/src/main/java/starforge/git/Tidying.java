package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;

/** Keeps a repository fast to read, by JGit's {@link GC}; how is set in {@link QuietSystemReader}. */
final class Tidying {
    private static final int MOST_LOOSE_FOLDERS = 200;
    /** Taken by the system from a process that dies, so that nothing is left to be cleared away. */
    private static final String LOCK = "tidying.lock";

    private Tidying() {}

    static boolean isNeeded(Path folder) {
        Path objects = folder.resolve("objects");
        return new Packs(objects.resolve("pack")).areUntidy()
                || count(objects, "[0-9a-f][0-9a-f]") > MOST_LOOSE_FOLDERS;
    }

    /**
     * Tidies, unless somebody else is at it, in this process or another.
     *
     * @param isEnough is asked again and again; once it says yes, this ends as soon as it can, with nothing lost
     */
    static void run(Repository repository, StaleLocks locks, BooleanSupplier isEnough) throws IOException {
        Path folder = repository.getDirectory().toPath();
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return;
            }
            // JGit's own lock outlives a process that was killed, for twelve hours.
            Files.deleteIfExists(folder.resolve("gc.pid"));
            locks.clear(folder, Stream.empty());
            collect((FileRepository) repository, isEnough);
        } catch (OverlappingFileLockException e) {
            // Another thread of ours is at it.
        }
    }

    private static void collect(FileRepository repository, BooleanSupplier isEnough) throws IOException {
        GC gc = new GC(repository);
        PackConfig packing = new PackConfig(repository);
        // Nobody waits for it, and pages must go on.
        packing.setThreads(1);
        gc.setPackConfig(packing);
        gc.setProgressMonitor(new Until(isEnough));
        // Old packs go at once: who reads one finds the new one, and what only a push under way knows stays, as loose
        // objects.
        gc.setPackExpireAgeMillis(0);
        try {
            Collection<Pack> made = gc.gc().join();
            new Packs(repository.getObjectDatabase().getPackDirectory().toPath())
                    .remember(made.stream().map(Pack::getPackName).toList());
        } catch (ParseException | GitAPIException e) {
            throw new IOException(e);
        }
    }

    private static int count(Path folder, String glob) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            int count = 0;
            for (Path path : found) {
                count += Files.exists(path) ? 1 : 0;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that it is enough; JGit asks that wherever it reports progress. */
    private static final class Until extends EmptyProgressMonitor {
        private final BooleanSupplier isEnough;

        Until(BooleanSupplier isEnough) {
            this.isEnough = isEnough;
        }

        @Override
        public boolean isCancelled() {
            return isEnough.getAsBoolean();
        }
    }
}
