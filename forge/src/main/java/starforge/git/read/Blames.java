package starforge.git.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import starforge.access.Refusal;
import starforge.git.Repositories;

/**
 * Who wrote each line of a file. A few threads of their own search; a page waits a moment, and what takes longer goes on
 * and is there for the next who asks. An answer never changes, so it is kept while there is room.
 */
public final class Blames implements AutoCloseable {
    /** Longer files have no blame. */
    public static final int MOST_LINES = 20_000;

    private static final int MOST_RUNS_KEPT = 400_000;

    private final Duration patience;
    private final Reading reading;
    private final Later<Key, Blame> later;
    private final Cache<Key, Blame> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_RUNS_KEPT)
            .weigher((Key key, Blame blame) -> blame.runs().size() + 1)
            .build();
    /** What was found before time was up; after a while it is tried again. */
    private final Cache<Key, Blame> unfinished = Caffeine.newBuilder()
            .maximumSize(20)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    private record Key(long repo, String commit, String path) {}

    /** With two threads, 32 waiting files, and 30 seconds for each. */
    public Blames(Repositories repositories) {
        this(repositories, 2, 32, Duration.ofSeconds(30));
    }

    Blames(Repositories repositories, int threads, int waiting, Duration patience) {
        this.patience = patience;
        this.reading = new Reading(repositories, patience.plusSeconds(10));
        this.later = new Later<>("blame", threads, waiting, this::search);
    }

    /**
     * The answer, if it is there or comes soon; else it is still being searched for, or too many files wait.
     *
     * @param commit full id
     * @throws Refusal NOT_FOUND when there is no such file, TOO_LARGE over 20,000 lines or 2 MB
     */
    public Optional<Blame> within(Duration moment, long repo, String commit, String path) {
        Key key = new Key(repo, commit, path);
        return Optional.ofNullable(answers.getIfPresent(key))
                .or(() -> Optional.ofNullable(unfinished.getIfPresent(key)))
                .or(() -> later.within(moment, key));
    }

    private Blame search(Key key) {
        Blame blame = reading.of(key.repo(), opened -> search(opened, key));
        (blame.isWhole() ? answers : unfinished).put(key, blame);
        return blame;
    }

    private Blame search(Opened repo, Key key) throws IOException {
        ObjectId start = repo.commitId(key.commit());
        List<byte[]> path = new Paths(repo)
                .find(repo.treeOf(key.commit()), key.path())
                .filter(found -> isFile(found.spot().kind()))
                .map(Paths.Found::names)
                .orElseThrow(Refusal::notFound);
        return new BlameSearch(repo, Deadline.in(patience)).from(start, path);
    }

    private static boolean isFile(Entry.Kind kind) {
        return kind == Entry.Kind.FILE || kind == Entry.Kind.EXECUTABLE;
    }

    /** Stops searching. */
    @Override
    public void close() {
        later.close();
    }
}
