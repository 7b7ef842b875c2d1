package starforge.git.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import starforge.git.Repositories;

/** Commits and the past they stand on. A start that is no commit of the repository is {@code NOT_FOUND}. */
public final class Commits {
    private final Reading reading;
    private final Cache<Counted, Integer> counts =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private record Counted(long repo, ObjectId commit) {}

    public Commits(Repositories repositories) {
        this(repositories, Duration.ofSeconds(10));
    }

    /** With another time after which a reading is refused. */
    Commits(Repositories repositories, Duration patience) {
        this.reading = new Reading(repositories, patience);
    }

    /** A commit by its id, in full or at least 7 digits. */
    public Optional<Commit> find(long repo, String id) {
        return reading.of(repo, opened -> {
            Optional<ObjectId> found = opened.find(id);
            return found.isPresent() ? Optional.of(opened.commit(found.get())) : Optional.empty();
        });
    }

    /**
     * The past of a commit, newest first, as {@code git log} orders it.
     *
     * @param start the full id of the newest
     */
    public List<Commit> list(long repo, String start, int skip, int limit) {
        return reading.of(
                repo, opened -> page(opened, new Walk(new History(opened), opened.commitId(start)), skip, limit));
    }

    /**
     * The commits that changed a path, newest first, as {@code git log -- path} finds them: where a merge took one side's
     * version, only that side is followed. Renames are not followed.
     *
     * @param path a file or folder; it need not exist at the start, and nothing ever changed one that cannot exist
     */
    public List<Commit> ofPath(long repo, String start, String path, int skip, int limit) {
        if (!Paths.isValid(path)) {
            return List.of();
        }
        return path.isEmpty()
                ? list(repo, start, skip, limit)
                : reading.of(repo, opened -> page(opened, pathWalk(opened, opened.commitId(start), path), skip, limit));
    }

    /** How many commits can be reached, the start included. */
    public int count(long repo, String start) {
        return reading.of(repo, opened -> count(repo, opened, opened.commitId(start)));
    }

    private static Walk pathWalk(Opened repo, ObjectId start, String path) throws IOException {
        History history = new History(repo);
        List<byte[]> names = new Paths(repo)
                .find(history.node(start).tree(), path)
                .map(Paths.Found::names)
                .orElseGet(() -> Paths.names(path));
        return new Walk(history, start, new PathGuide(repo, history, names));
    }

    private static List<Commit> page(Opened repo, Walk walk, int skip, int limit) throws IOException {
        List<Commit> page = new ArrayList<>();
        Optional<History.Node> next = walk.next();
        for (int at = 0; next.isPresent(); at++) {
            if (at >= skip) {
                page.add(repo.commit(next.get().id()));
            }
            next = page.size() < limit ? walk.next() : Optional.empty();
        }
        return page;
    }

    /** Along a line of single parents one more each; from a merge, or a root, by walking. */
    private int count(long repo, Opened opened, ObjectId start) throws IOException {
        History history = new History(opened);
        int line = 0;
        ObjectId at = start;
        Optional<Integer> rest = Optional.ofNullable(counts.getIfPresent(new Counted(repo, at)));
        List<ObjectId> parents = history.node(at).parents();
        while (rest.isEmpty() && parents.size() == 1) {
            line++;
            at = parents.get(0);
            rest = Optional.ofNullable(counts.getIfPresent(new Counted(repo, at)));
            parents = history.node(at).parents();
        }
        int count = line + (rest.isPresent() ? rest.get() : Ancestors.count(history, at));
        counts.put(new Counted(repo, start), count);
        return count;
    }
}
