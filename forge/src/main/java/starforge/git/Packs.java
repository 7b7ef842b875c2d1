package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The packs of one repository: those that tidying made, and those that pushes have left since. */
final class Packs {
    private static final int MOST = 20;
    private static final long SMALL_BYTES = 1 << 20;
    /** New packs of a quarter of all bytes are worth packing all anew: then each byte is packed only a few times over. */
    private static final int SHARE = 4;

    private final Path folder;

    Packs(Path folder) {
        this.folder = folder;
    }

    /**
     * Says whether packing anew is worth it: too many packs, as whoever looks for an object looks through all, or much that no
     * bitmap knows, as after the first push of a whole history.
     */
    boolean areUntidy() {
        Set<String> tidy = tidy();
        int count = 0;
        long all = 0;
        long fresh = 0;
        for (Path pack : list("pack-*.pack")) {
            long bytes = size(pack);
            count += 1;
            all += bytes;
            fresh += tidy.contains(name(pack)) ? 0 : bytes;
        }
        return count > MOST || fresh > Math.max(SMALL_BYTES, all / SHARE);
    }

    /** Notes which packs tidying has made. The file goes with the packs when they are linked into a fork. */
    void remember(List<String> names) throws IOException {
        Path aside = Files.createTempFile(note().getParent(), "tidied", ".tmp");
        Files.write(aside, names);
        Files.move(aside, note(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Set<String> tidy() {
        Set<String> names = new HashSet<>();
        list("pack-*.bitmap").forEach(bitmap -> names.add(name(bitmap)));
        try {
            Files.readAllLines(note()).forEach(line -> names.add("pack-" + line));
        } catch (NoSuchFileException e) {
            // Never tidied.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private Path note() {
        return folder.resolveSibling("info").resolve("tidied");
    }

    private List<Path> list(String glob) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
