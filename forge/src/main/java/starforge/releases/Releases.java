package starforge.releases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.db.AlreadyThere;
import starforge.db.Database;
import starforge.events.Draft;
import starforge.events.Events;

/** Publishes releases, and keeps the files given with them. */
public final class Releases {
    private static final int MOST_FILES = 50;

    private final Database database;
    private final Events events;
    private final Clock clock;
    private final ReleaseTable table = new ReleaseTable();
    private final Shelf shelf;

    /**
     * Opens them, and clears away what a crash may have left.
     *
     * @param folder for the files; made when it is not there
     */
    public Releases(Database database, Events events, Path folder, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
        this.shelf = new Shelf(folder);
    }

    /** Takes away files that no release has, such as a crash leaves. Nobody may be adding any meanwhile. */
    public void tidy() {
        shelf.keepOnly(new HashSet<>(database.read(table::stored)));
    }

    /** Takes the files of a deleted repository away; its rows are gone with it. */
    public void forget(long repo) {
        shelf.removeAll(repo);
    }

    /** The folder in which an upload is received; what a crash leaves there goes at the next start. */
    public Path incoming() {
        return shelf.incoming();
    }

    /** The releases of some tags, by tag. */
    Map<String, Release> of(Gate.Entry repo, Collection<String> tags) {
        return tags.isEmpty()
                ? Map.of()
                : database.read(handle -> table.of(handle, repo.id(), tags)).stream()
                        .collect(Collectors.toMap(Release::tag, Function.identity()));
    }

    /** The newest releases, newest first. */
    public List<Release> newest(Gate.Entry repo, int limit) {
        return database.read(handle -> table.newest(handle, repo.id(), limit));
    }

    public Optional<Release> find(Gate.Entry repo, String tag) {
        return database.read(handle -> table.find(handle, repo.id(), tag));
    }

    /** The release of a tag; NOT_FOUND when there is none. */
    Release get(Gate.Entry repo, String tag) {
        return find(repo, tag).orElseThrow(Refusal::notFound);
    }

    /** The files of some releases, by release. */
    Map<Long, List<ReleaseFile>> files(Collection<Release> releases) {
        if (releases.isEmpty()) {
            return new HashMap<>();
        }
        List<Long> ids = releases.stream().map(Release::id).toList();
        return database.read(handle -> table.files(handle, ids)).stream()
                .collect(Collectors.groupingBy(ReleaseFile::releaseId));
    }

    List<ReleaseFile> files(Release release) {
        return files(List.of(release)).getOrDefault(release.id(), List.of());
    }

    /**
     * Publishes a release of a tag that is there.
     *
     * @throws Refusal INVALID when the tag has one already
     */
    public void publish(Identity who, Gate.Entry repo, String tag, ReleaseWish wish) {
        try {
            database.change(transaction -> {
                hold(transaction.handle(), repo);
                table.insert(transaction.handle(), repo.id(), tag, wish, who.userId(), clock.instant());
                events.record(transaction, Draft.of("released", who, repo, Map.of("tag", tag)));
            });
        } catch (AlreadyThere e) {
            throw Refusal.invalid("tag", "release.already", tag);
        }
    }

    public void edit(Gate.Entry repo, String tag, ReleaseWish wish) {
        database.change(transaction -> table.update(
                transaction.handle(),
                table.find(transaction.handle(), repo.id(), tag)
                        .orElseThrow(Refusal::notFound)
                        .id(),
                wish));
    }

    /** Takes a release back with all its files; the tag stays. */
    public void delete(Gate.Entry repo, String tag) {
        database.change(transaction -> {
            Release release = table.find(transaction.handle(), repo.id(), tag).orElseThrow(Refusal::notFound);
            List<String> files = table.files(transaction.handle(), List.of(release.id())).stream()
                    .map(ReleaseFile::stored)
                    .toList();
            table.delete(transaction.handle(), release.id());
            transaction.afterCommit(() -> shelf.remove(files));
        });
    }

    /**
     * Adds a file to a release.
     *
     * @param sent the name it came with, whatever that is
     * @return the name it has now
     * @throws Refusal INVALID for a name that cannot be, or that another file of the release has, and beyond 50 files
     */
    public String add(Gate.Entry repo, String tag, String sent, InputStream contents) throws IOException {
        String name = FileNames.clean(sent);
        Release release = get(repo, tag);
        if (files(release).size() >= MOST_FILES) {
            throw Refusal.invalid("filestream", "release.many-files", MOST_FILES);
        }
        Shelf.Stored stored = shelf.put(repo.id(), contents);
        try {
            database.change(transaction -> {
                hold(transaction.handle(), repo);
                ReleaseFile file =
                        new ReleaseFile(0, release.id(), name, stored.name(), stored.size(), stored.sha256());
                table.insertFile(transaction.handle(), file, clock.instant());
            });
            return name;
        } catch (AlreadyThere e) {
            shelf.remove(List.of(stored.name()));
            throw Refusal.invalid("filestream", "release.same-file", name);
        } catch (RuntimeException e) {
            shelf.remove(List.of(stored.name()));
            throw e;
        }
    }

    /** Takes a file away. */
    public void remove(Gate.Entry repo, String tag, String name) {
        ReleaseFile file = file(repo, tag, name);
        database.change(transaction -> {
            table.deleteFile(transaction.handle(), file.id());
            transaction.afterCommit(() -> shelf.remove(List.of(file.stored())));
        });
    }

    /** A file of a release; NOT_FOUND when there is none of this name. */
    ReleaseFile file(Gate.Entry repo, String tag, String name) {
        return files(get(repo, tag)).stream()
                .filter(file -> file.name().equals(name) && shelf.has(file.stored()))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    void copy(ReleaseFile file, OutputStream out) throws IOException {
        shelf.copy(file.stored(), out);
    }

    private void hold(Handle handle, Gate.Entry repo) {
        if (!table.hold(handle, repo.id())) {
            throw Refusal.notFound();
        }
    }
}
