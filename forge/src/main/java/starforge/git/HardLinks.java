package starforge.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Copies the objects of a repository by a second name for each file. Git never changes a file of objects once it is there, so
 * two repositories can share it and still each delete their own name for it. Where the file system knows no hard links, or
 * the two lie on different ones, the bytes are copied.
 */
final class HardLinks {
    private static final int PASSES = 20;

    private HardLinks() {}

    /**
     * Copies every object that is there when it is called, also while packs are being rewritten: loose ones first, since they
     * only ever move into packs, then packs until a whole pass finds nothing new.
     *
     * @param from an {@code objects} folder
     * @param to another, empty
     */
    static void copy(Path from, Path to) throws IOException {
        for (Path folder : list(from, "[0-9a-f][0-9a-f]")) {
            Path twin = Files.createDirectories(to.resolve(folder.getFileName().toString()));
            linkAll(list(folder, "[0-9a-f]*"), twin);
        }
        int passes = 0;
        while (linkAll(packs(from), to.resolve("pack"))) {
            if (++passes == PASSES) {
                throw new IOException("Packs keep changing in " + from);
            }
        }
        linkAll(list(from.resolve("info"), "commit-graph"), to.resolve("info"));
    }

    /** Indexes come last, as whoever sees an index expects its pack. */
    private static List<Path> packs(Path objects) throws IOException {
        List<Path> files = new ArrayList<>(list(objects.resolve("pack"), "pack-*.{pack,bitmap,rev,idx}"));
        files.sort(Comparator.comparing(file -> file.toString().endsWith(".idx")));
        return files;
    }

    /** Says whether anything was new or vanished. */
    private static boolean linkAll(List<Path> files, Path to) throws IOException {
        boolean changed = false;
        for (Path file : files) {
            changed |= link(file, to.resolve(file.getFileName().toString()));
        }
        return changed;
    }

    private static boolean link(Path file, Path name) throws IOException {
        if (Files.exists(name)) {
            return false;
        }
        try {
            Files.createLink(name, file);
            return true;
        } catch (NoSuchFileException vanished) {
            return true;
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            return copyBytes(file, name);
        }
    }

    private static boolean copyBytes(Path file, Path name) throws IOException {
        try {
            Files.copy(file, name);
        } catch (NoSuchFileException vanished) {
            // Moved into a pack since it was listed; the next pass finds that.
        }
        return true;
    }

    /** A folder that is not there, or goes while it is looked for, holds nothing: its objects have moved into a pack. */
    private static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            found.forEach(files::add);
        } catch (NoSuchFileException vanished) {
            return files;
        }
        return files;
    }
}
