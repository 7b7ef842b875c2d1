package starforge.git.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** A {@link Blame} as it is found, piece by piece and in any order. */
final class BlameAnswer {
    private final Opened repo;
    private final Origin[] origins;
    private final int[] starts;
    private final Map<ObjectId, Commit> commits = new HashMap<>();

    private record Origin(ObjectId commit, String path, Optional<Blame.Before> before) {}

    BlameAnswer(Opened repo, int lines) {
        this.repo = repo;
        this.origins = new Origin[lines];
        this.starts = new int[lines];
    }

    /**
     * Notes where lines come from.
     *
     * @param first of the lines in the answer
     * @param at of the lines in the commit that wrote them
     */
    void put(int first, int at, int count, ObjectId commit, String path, Optional<Blame.Before> before) {
        Origin origin = new Origin(commit, path, before);
        for (int i = 0; i < count; i++) {
            origins[first + i] = origin;
            starts[first + i] = at + i;
        }
    }

    Blame blame() throws IOException {
        List<Blame.Run> runs = new ArrayList<>();
        boolean isWhole = true;
        for (int from = 0; from < origins.length; ) {
            int to = from + 1;
            while (to < origins.length && isSame(from, to)) {
                to++;
            }
            isWhole &= origins[from] != null;
            runs.add(new Blame.Run(from, to - from, source(from)));
            from = to;
        }
        return new Blame(List.copyOf(runs), isWhole);
    }

    private boolean isSame(int line, int other) {
        Origin a = origins[line];
        Origin b = origins[other];
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.commit().equals(b.commit()) && a.path().equals(b.path());
    }

    private Optional<Blame.Source> source(int line) throws IOException {
        Origin origin = origins[line];
        if (origin == null) {
            return Optional.empty();
        }
        Commit commit = commits.get(origin.commit());
        if (commit == null) {
            commit = repo.commit(origin.commit()).withoutBody();
            commits.put(origin.commit(), commit);
        }
        return Optional.of(new Blame.Source(commit, starts[line], origin.path(), origin.before()));
    }
}
