package starforge.git.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import starforge.access.Refusal;
import starforge.git.Push;
import starforge.git.PushListener;
import starforge.git.Repositories;

/**
 * The last commit of each entry of a folder. A page shows what is {@linkplain #known known} at once and {@linkplain #ask
 * asks} for the rest, which a few threads of its own work out. An answer never changes, so it is kept; a newer commit's
 * answer is worked out only down to where an older one is known.
 */
public final class LastCommits implements PushListener, AutoCloseable {
    private static final int MOST_KEPT = 200_000;
    private static final int MOST_ASKED_BY_A_PUSH = 4;
    /** So many commits that leave a folder alone are passed to reach one whose answer is known. */
    private static final int MOST_PASSED = 100;

    private final Duration patience;
    private final Reading reading;
    private final ThreadPoolExecutor workers;
    private final ConcurrentMap<Key, CompletableFuture<Map<String, Commit>>> asked = new ConcurrentHashMap<>();
    private final Cache<Key, Map<String, Commit>> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Key key, Map<String, Commit> answer) -> answer.size() + 1)
            .build();
    /** What was found before time was up; after a while it is tried again. */
    private final Cache<Key, Map<String, Commit>> unfinished = Caffeine.newBuilder()
            .maximumSize(100)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    /** Folders with an answer, by their trees: whoever sees such a tree again looks for that answer. */
    private final Cache<Folder, Boolean> folders =
            Caffeine.newBuilder().maximumSize(20_000).build();

    private record Folder(long repo, String path, ObjectId tree) {}

    private record Key(long repo, String commit, String path) {}

    /** With two threads, 64 waiting folders, and 30 seconds for each. */
    public LastCommits(Repositories repositories) {
        this(repositories, 2, 64, Duration.ofSeconds(30));
    }

    LastCommits(Repositories repositories, int threads, int waiting, Duration patience) {
        this.patience = patience;
        this.reading = new Reading(repositories, patience.plusSeconds(10));
        this.workers = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting), LastCommits::thread);
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * The answer if it is there already, for this commit or for an earlier one after which nobody touched the folder;
     * never waits, and reads only the few commits between these two.
     *
     * @param commit full id
     * @return by the entries' names, without the commits' bodies; entries not found in time are not in it
     */
    public Optional<Map<String, Commit>> known(long repo, String commit, String path) {
        Key key = new Key(repo, commit, path);
        return known(key).or(() -> reading.of(repo, opened -> carried(opened, key)));
    }

    /**
     * An answer from further down the line of first parents. A tree's id alone would not do: a folder that was changed and
     * changed back has an old tree and new last commits. {@link LastCommitSearch} takes the same way.
     */
    private Optional<Map<String, Commit>> carried(Opened repo, Key key) throws IOException {
        History history = new History(repo);
        Paths paths = new Paths(repo);
        History.Node node = history.node(repo.commitId(key.commit()));
        Optional<Paths.Found> found = paths.find(node.tree(), key.path());
        if (found.isEmpty() || folders.getIfPresent(folder(key, found.get())) == null) {
            return Optional.empty();
        }
        for (int i = 0; i < MOST_PASSED && !node.parents().isEmpty(); i++) {
            node = history.node(node.parents().get(0));
            if (!paths.at(node.tree(), found.get().names()).equals(found.get().spot())) {
                return Optional.empty();
            }
            Optional<Map<String, Commit>> answer = answered(key, node.id());
            if (answer.isPresent()) {
                answers.put(key, answer.get());
                return answer;
            }
        }
        return Optional.empty();
    }

    private static Folder folder(Key key, Paths.Found found) {
        return new Folder(key.repo(), key.path(), found.spot().id());
    }

    /**
     * Works the answer out, once for all who ask at the same time. Fails with a {@link Refusal}: {@code UNAVAILABLE} when
     * too many folders wait, {@code NOT_FOUND} when there is no such folder.
     */
    public CompletableFuture<Map<String, Commit>> ask(long repo, String commit, String path) {
        Key key = new Key(repo, commit, path);
        CompletableFuture<Map<String, Commit>> mine = new CompletableFuture<>();
        CompletableFuture<Map<String, Commit>> running = asked.putIfAbsent(key, mine);
        if (running != null) {
            return running.copy();
        }
        known(key).ifPresentOrElse(answer -> finish(key, mine, answer), () -> start(key, mine));
        return mine.copy();
    }

    /** Asks for the root folder of each branch that moved, so that the first who looks at it finds the answer. */
    @Override
    public void pushed(Push push) {
        push.changes().stream()
                .filter(change -> change.isBranch() && change.kind() != Push.Kind.DELETED)
                .limit(MOST_ASKED_BY_A_PUSH)
                .forEach(change -> {
                    CompletableFuture<Map<String, Commit>> unused = ask(push.repoId(), change.newId(), "");
                });
    }

    /** Stops working; whoever still waits is refused. */
    @Override
    public void close() {
        workers.shutdownNow();
        asked.values().forEach(waiting -> waiting.completeExceptionally(busy()));
    }

    private Optional<Map<String, Commit>> known(Key key) {
        return Optional.ofNullable(answers.getIfPresent(key))
                .or(() -> Optional.ofNullable(unfinished.getIfPresent(key)));
    }

    private void start(Key key, CompletableFuture<Map<String, Commit>> waiting) {
        try {
            workers.execute(() -> work(key, waiting));
        } catch (RejectedExecutionException e) {
            asked.remove(key);
            waiting.completeExceptionally(busy());
        }
    }

    private void work(Key key, CompletableFuture<Map<String, Commit>> waiting) {
        try {
            finish(key, waiting, reading.of(key.repo(), opened -> search(opened, key)));
        } catch (RuntimeException | Error e) {
            asked.remove(key);
            waiting.completeExceptionally(e);
        }
    }

    private void finish(Key key, CompletableFuture<Map<String, Commit>> waiting, Map<String, Commit> answer) {
        asked.remove(key);
        waiting.complete(answer);
    }

    private Map<String, Commit> search(Opened repo, Key key) throws IOException {
        History history = new History(repo);
        ObjectId start = repo.commitId(key.commit());
        Paths.Found folder = new Paths(repo)
                .find(history.node(start).tree(), key.path())
                .filter(found -> found.spot().isFolder())
                .orElseThrow(Refusal::notFound);
        LastCommitSearch search = new LastCommitSearch(repo, history, folder.names(), id -> answered(key, id));
        Map<String, Commit> answer = Collections.unmodifiableMap(search.from(start, Deadline.in(patience)));
        boolean isWhole = answer.size() == search.size();
        (isWhole ? answers : unfinished).put(key, answer);
        if (isWhole) {
            folders.put(folder(key, folder), true);
        }
        return answer;
    }

    private Optional<Map<String, Commit>> answered(Key asked, ObjectId commit) {
        return Optional.ofNullable(answers.getIfPresent(new Key(asked.repo(), commit.name(), asked.path())));
    }

    private static Refusal busy() {
        return new Refusal(Refusal.Reason.UNAVAILABLE, "reading.busy");
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "last-commits");
        thread.setDaemon(true);
        return thread;
    }
}
