package starforge.git.read;

/**
 * One line of a folder's list.
 *
 * @param name as text; bytes that are not UTF-8 are read as ISO 8859-1, and such a text finds the entry again
 * @param path from the root of the repository, with slashes
 * @param id of the blob, tree or (submodule) commit, 40 hex digits
 */
public record Entry(String name, String path, Kind kind, String id) {
    /** What an entry is. A link is never followed. */
    public enum Kind {
        FOLDER,
        FILE,
        EXECUTABLE,
        LINK,
        SUBMODULE
    }
}
