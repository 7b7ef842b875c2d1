package starforge.git;

/**
 * The branch that {@code HEAD} of a repository names.
 *
 * @param name short, {@code main}
 * @param isThere whether there is a commit behind it, so that it can be read
 * @param isEmpty whether there is no branch at all, so that this is only a name yet
 */
public record DefaultBranch(String name, boolean isThere, boolean isEmpty) {}
