package starforge.git.read;

/**
 * What a name in an address means.
 *
 * @param name the branch or tag, or the full id of the commit
 * @param commit 40 hex digits
 */
public record Revision(String name, Kind kind, String commit) {
    /** In the order in which a name is looked up. */
    public enum Kind {
        BRANCH,
        TAG,
        COMMIT
    }
}
