package starforge.git;

import java.util.List;
import starforge.access.Identity;
import starforge.access.RepoName;

/**
 * A push that has happened: its refs are on disk, and the client does not know yet.
 *
 * @param repoId number of the repository
 * @param repo its full name when the push began
 * @param who pushed
 * @param changes one for each ref that moved, in the order the client sent them; never empty
 */
public record Push(long repoId, RepoName repo, Identity who, List<Change> changes) {
    /** An id of all zeros, which stands for "not there". */
    public static final String NONE = "0".repeat(40);

    /** Most commits that are counted in a change. */
    public static final int MOST_COMMITS = 1000;

    public Push {
        changes = List.copyOf(changes);
    }

    /** How a ref moved. */
    public enum Kind {
        CREATED,
        UPDATED,
        /** Moved to something that does not contain what it was before. */
        REWOUND,
        DELETED
    }

    /**
     * One ref that moved.
     *
     * @param ref full name, {@code refs/heads/main}
     * @param oldId object id before, 40 hex digits, {@link #NONE} when it was created
     * @param newId object id after, {@link #NONE} when it was deleted
     * @param kind how it moved
     * @param commits how many commits are new to it (for a created ref: new to every branch); {@link #MOST_COMMITS} stands
     *     for that many or more
     * @param heads the newest of these commits, at most three, newest first
     * @param mentions names that stand in the messages of the newest of them as {@code @name}, whoever they may be
     */
    public record Change(
            String ref, String oldId, String newId, Kind kind, int commits, List<Head> heads, List<String> mentions) {
        public Change {
            heads = List.copyOf(heads);
            mentions = List.copyOf(mentions);
        }

        public boolean isBranch() {
            return ref.startsWith("refs/heads/");
        }

        public boolean isTag() {
            return ref.startsWith("refs/tags/");
        }

        /** The name without {@code refs/heads/} or {@code refs/tags/}; any other ref's full name. */
        public String shortName() {
            return isBranch()
                    ? ref.substring("refs/heads/".length())
                    : isTag() ? ref.substring("refs/tags/".length()) : ref;
        }
    }

    /**
     * A commit, as a list of news shows it. Both texts are whatever the pusher wrote.
     *
     * @param id 40 hex digits
     * @param subject first paragraph of the message, on one line
     * @param author name of the author, or "" when the commit has none that can be read
     */
    public record Head(String id, String subject, String author) {}
}
