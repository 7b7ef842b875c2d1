package starforge.code;

import java.util.Optional;
import starforge.git.read.Drift;

/**
 * How a fork's default branch stands to that of its parent.
 *
 * @param parent full name of the parent
 * @param branch default branch of the parent
 * @param commit what that names, a full id
 * @param drift commits that the fork has more and less; empty when there are too many to count
 */
public record Upstream(String parent, String branch, String commit, Optional<Drift> drift) {
    /** Commits that the fork lacks. */
    public int behind() {
        return drift.map(Drift::behind).orElse(0);
    }

    /** Commits that only the fork has. */
    public int ahead() {
        return drift.map(Drift::ahead).orElse(0);
    }

    public boolean isKnown() {
        return drift.isPresent();
    }

    /** Whether the fork can go on to where the parent is, and loses nothing by it. */
    public boolean canFollow() {
        return isKnown() && ahead() == 0 && behind() > 0;
    }
}
