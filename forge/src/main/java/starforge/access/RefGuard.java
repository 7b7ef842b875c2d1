package starforge.access;

import java.util.Optional;

/**
 * Says which branches and tags somebody may move. Asked for every ref of a push, however it comes in, and by every page that
 * moves one; the right to write to the repository has been asked before.
 */
@FunctionalInterface
public interface RefGuard {
    /** How a ref is about to move. */
    enum Move {
        CREATE,
        FORWARD,
        /** To something that does not contain what it was before. */
        REWIND,
        DELETE
    }

    /**
     * Says why somebody may not move a ref.
     *
     * @param ref full name, {@code refs/heads/main}
     * @return a public sentence; empty when they may
     */
    Optional<String> problem(Identity who, long repoId, String ref, Move move);
}
