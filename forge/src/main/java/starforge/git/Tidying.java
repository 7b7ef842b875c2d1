package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;

/** Keeps a repository fast to read, by JGit's {@link GC}; how is set in {@link QuietSystemReader}. */
final class Tidying {
    private static final int MOST_PACKS = 20;
    private static final int MOST_LOOSE_FOLDERS = 200;

    private Tidying() {}

    static boolean isNeeded(Path folder) {
        Path objects = folder.resolve("objects");
        return count(objects.resolve("pack"), "pack-*.idx") > MOST_PACKS
                || count(objects, "[0-9a-f][0-9a-f]") > MOST_LOOSE_FOLDERS;
    }

    static void run(Repository repository) throws IOException {
        GC gc = new GC((FileRepository) repository);
        PackConfig packing = new PackConfig(repository);
        // Nobody waits for it, and pages must go on.
        packing.setThreads(1);
        gc.setPackConfig(packing);
        // Old packs go at once: who reads one finds the new one, and what only a push under way knows stays, as loose
        // objects.
        gc.setPackExpireAgeMillis(0);
        try {
            gc.gc().join();
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
}
