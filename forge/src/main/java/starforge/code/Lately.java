package starforge.code;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import starforge.git.read.Commit;
import starforge.git.read.LastCommits;

/** The last commits of entries as far as they are known now; what is not known is being worked out when this returns. */
final class Lately {
    private final LastCommits lastCommits;

    Lately(LastCommits lastCommits) {
        this.lastCommits = lastCommits;
    }

    /**
     * The last commits of entries of a folder, by name; never waits.
     *
     * @param folder its path
     * @param names of those entries that are asked for
     * @return empty while it is being worked out
     */
    Optional<Map<String, CommitView>> in(long repo, Where at, String folder, Collection<String> names) {
        Optional<Map<String, Commit>> known = lastCommits.known(repo, at.commit(), folder);
        if (known.isEmpty()) {
            // Whoever asks again later finds the answer; when too many wait, it is asked for again then.
            CompletableFuture<Map<String, Commit>> unused = lastCommits.ask(repo, at.commit(), folder);
        }
        return known.map(commits -> CommitView.of(at.url(), commits, names));
    }

    /** The last commit of a place, by its name, found with those of all that lies beside it. */
    Optional<Map<String, CommitView>> around(long repo, Where at) {
        return in(repo, at, at.parent(), List.of(at.name()));
    }
}
