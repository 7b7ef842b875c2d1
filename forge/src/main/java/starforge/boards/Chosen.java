package starforge.boards;

/**
 * A repository that was chosen for a board.
 *
 * @param name its full name now
 * @param isPrivate as it is now
 * @param hidden whether it was private when it was chosen: its maker wanted it all the same
 */
public record Chosen(long repoId, String name, boolean isPrivate, boolean hidden) {
    /** What became private later is not shown before somebody chooses it again. */
    public boolean isShown() {
        return hidden || !isPrivate;
    }
}
