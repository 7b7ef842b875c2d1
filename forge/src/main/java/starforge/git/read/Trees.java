package starforge.git.read;

import static java.util.Comparator.comparing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectStream;
import starforge.access.Refusal;
import starforge.git.Repositories;

/** The folders and files of a commit. Commits are full ids; paths have slashes between and none at the ends. */
public final class Trees {
    private static final List<String> READMES =
            List.of("readme.md", "readme.markdown", "readme.rst", "readme.txt", "readme");

    private static final int LARGE = 500;
    private static final int MOST_ENTRIES_KEPT = 100_000;

    private final Reading reading;
    /** A large folder is shown on many pages, and each begins with all of its entries. */
    private final Cache<Key, List<Entry>> large = Caffeine.newBuilder()
            .maximumWeight(MOST_ENTRIES_KEPT)
            .weigher((Key key, List<Entry> entries) -> entries.size())
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    private record Key(long repo, String commit, String path) {}

    public Trees(Repositories repositories) {
        this.reading = new Reading(repositories, Duration.ofSeconds(10));
    }

    /** A folder's entries, folders first, then by name; {@code NOT_FOUND} when there is no such folder. */
    public List<Entry> list(long repo, String commit, String path) {
        Key key = new Key(repo, commit, path);
        List<Entry> kept = large.getIfPresent(key);
        if (kept != null) {
            return kept;
        }
        List<Entry> entries = reading.of(repo, opened -> list(opened, commit, path));
        if (entries.size() >= LARGE) {
            large.put(key, entries);
        }
        return entries;
    }

    /** What lies at a path: any kind of entry; for "" the root folder. */
    public Optional<Entry> find(long repo, String commit, String path) {
        return reading.of(
                repo,
                opened -> new Paths(opened).find(opened.treeOf(commit), path).map(found -> entry(path, found.spot())));
    }

    /** The file or link at a path; empty for a folder, a submodule and where there is nothing. */
    public Optional<File> file(long repo, String commit, String path) {
        return reading.of(repo, opened -> {
            Optional<Paths.Found> found = new Paths(opened).find(opened.treeOf(commit), path);
            return found.isPresent() ? file(opened, path, found.get().spot()) : Optional.empty();
        });
    }

    /**
     * The whole contents.
     *
     * @param max bytes; a larger file is {@code TOO_LARGE}
     */
    public byte[] bytes(long repo, File file, int max) {
        return reading.of(repo, opened -> bytes(opened, file.id(), max));
    }

    /** Writes a blob of any size by its full id; an asker who hangs up becomes an UncheckedIOException. */
    public void copy(long repo, String blob, OutputStream out) {
        reading.of(repo, opened -> {
            blob(opened, blob).copyTo(out);
            return blob;
        });
    }

    /** The file as lines, as far as a page can bear it. */
    public Text text(long repo, File file) {
        if (file.binary()) {
            return Text.BINARY;
        }
        return file.size() > Text.MOST_BYTES ? Text.TOO_BIG : Text.of(bytes(repo, file, Text.MOST_BYTES));
    }

    /** The README of a folder: .md before .markdown, .rst, .txt and none, in letters of any case; never a link. */
    public Optional<File> readme(long repo, String commit, String path) {
        return list(repo, commit, path).stream()
                .filter(entry -> entry.kind() == Entry.Kind.FILE || entry.kind() == Entry.Kind.EXECUTABLE)
                .filter(entry -> rank(entry) >= 0)
                .min(comparing(Trees::rank))
                .map(best -> reading.of(repo, opened -> file(opened, best)));
    }

    private static List<Entry> list(Opened repo, String commit, String path) throws IOException {
        Spot folder = new Paths(repo)
                .find(repo.treeOf(commit), path)
                .map(Paths.Found::spot)
                .filter(Spot::isFolder)
                .orElseThrow(Refusal::notFound);
        List<Entry> entries = new ArrayList<>();
        TreeCursor cursor = new TreeCursor(repo.bytes(folder.id(), Constants.OBJ_TREE));
        while (cursor.next()) {
            String name = Letters.name(cursor.name());
            entries.add(entry(path.isEmpty() ? name : path + "/" + name, cursor.spot()));
        }
        entries.sort(
                comparing((Entry entry) -> entry.kind() != Entry.Kind.FOLDER).thenComparing(Entry::name));
        return List.copyOf(entries);
    }

    private static Entry entry(String path, Spot spot) {
        return new Entry(
                path.substring(path.lastIndexOf('/') + 1),
                path,
                spot.kind(),
                spot.id().name());
    }

    private static Optional<File> file(Opened repo, String path, Spot spot) throws IOException {
        return spot.isFolder() || spot.kind() == Entry.Kind.SUBMODULE
                ? Optional.empty()
                : Optional.of(file(repo, entry(path, spot)));
    }

    private static File file(Opened repo, Entry entry) throws IOException {
        ObjectLoader loader = blob(repo, entry.id());
        try (ObjectStream stream = loader.openStream()) {
            boolean binary = new Contents(stream.readNBytes(Contents.LOOKED_AT)).isBinary();
            return new File(entry.path(), entry.kind(), entry.id(), loader.getSize(), binary);
        }
    }

    private static byte[] bytes(Opened repo, String id, int max) throws IOException {
        ObjectLoader loader = blob(repo, id);
        if (loader.getSize() > max) {
            throw new LargeObjectException(ObjectId.fromString(id));
        }
        return loader.getBytes(max);
    }

    private static ObjectLoader blob(Opened repo, String id) throws IOException {
        try {
            return repo.objects().open(ObjectId.fromString(id), Constants.OBJ_BLOB);
        } catch (MissingObjectException | IncorrectObjectTypeException | InvalidObjectIdException e) {
            throw new Refusal(e, Refusal.Reason.NOT_FOUND, "error.not-found");
        }
    }

    private static int rank(Entry entry) {
        return READMES.indexOf(entry.name().toLowerCase(Locale.ROOT));
    }
}
