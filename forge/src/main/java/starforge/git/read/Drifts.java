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

/**
 * How commits have drifted apart. Commits are full ids. What two commits are to each other never changes, so it is kept by
 * their ids.
 */
public final class Drifts {
    private static final int MOST = 20_000;

    private final Reading reading;
    private final Cache<Pair, Optional<Drift>> known =
            Caffeine.newBuilder().maximumSize(50_000).build();

    private record Pair(long repo, String from, String to) {}

    public Drifts(Repositories repositories) {
        this.reading = new Reading(repositories, Duration.ofSeconds(10));
    }

    /** Counts what each of two has alone; empty when more than 20,000 commits would have to be looked at. */
    public Optional<Drift> between(long repo, String from, String to) {
        Pair pair = new Pair(repo, from, to);
        Optional<Drift> drift = known.getIfPresent(pair);
        if (drift == null) {
            drift = reading.of(repo, opened -> count(opened, from, to));
            known.put(pair, drift);
        }
        return drift;
    }

    /**
     * As {@link #between}, for commits of two repositories.
     *
     * @param from a commit of {@code parent}
     * @param to a commit of {@code repo}
     */
    public Optional<Drift> across(long repo, long parent, String from, String to) {
        Pair pair = new Pair(repo, from, to);
        Optional<Drift> drift = known.getIfPresent(pair);
        if (drift == null) {
            drift = reading.beside(repo, parent, opened -> count(opened, from, to));
            known.put(pair, drift);
        }
        return drift;
    }

    /**
     * Counts for many commits for as long as there is time; what is known already costs none, so the next asking goes on
     * where this one stopped.
     *
     * @param from what all are compared with
     * @return in the order of the commits: empty inside for too many to count, missing at the end for no time left
     */
    public List<Optional<Drift>> within(Duration time, long repo, String from, List<String> commits) {
        Deadline deadline = Deadline.in(time);
        List<Optional<Drift>> drifts = new ArrayList<>();
        for (String commit : commits) {
            if (deadline.isOver() && known.getIfPresent(new Pair(repo, from, commit)) == null) {
                return drifts;
            }
            drifts.add(between(repo, from, commit));
        }
        return drifts;
    }

    /** The commits that only the second has, newest first, at most so many. */
    public List<Commit> onlyIn(long repo, String from, String to, int limit) {
        return reading.of(repo, opened -> {
            List<Commit> commits = new ArrayList<>();
            for (ObjectId id : apart(opened, from, to).onlyRight()) {
                if (commits.size() < limit) {
                    commits.add(opened.commit(id));
                }
            }
            return commits;
        });
    }

    private static Optional<Drift> count(Opened repo, String from, String to) throws IOException {
        Apart apart = apart(repo, from, to);
        return apart.isWhole() ? Optional.of(new Drift(apart.left(), apart.right())) : Optional.empty();
    }

    private static Apart apart(Opened repo, String from, String to) throws IOException {
        return Apart.of(new History(repo), repo.commitId(from), repo.commitId(to), MOST);
    }
}
