package starforge.code;

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
     * The last commit of each entry of a folder, by name; never waits.
     *
     * @param folder its path
     * @return empty while it is being worked out
     */
    Optional<Map<String, CommitView>> in(long repo, Where at, String folder) {
        Optional<Map<String, Commit>> known = lastCommits.known(repo, at.commit(), folder);
        if (known.isEmpty()) {
            // Whoever asks again later finds the answer; when too many wait, it is asked for again then.
            CompletableFuture<Map<String, Commit>> unused = lastCommits.ask(repo, at.commit(), folder);
        }
        return known.map(commits -> CommitView.all(at.url(), commits));
    }

    /** The last commits of the folder that the place lies in, its own among them. */
    Optional<Map<String, CommitView>> around(long repo, Where at) {
        return in(repo, at, at.parent());
    }
}
