package starforge.repos;

import java.time.Instant;

/**
 * A repository in a list, as templates know it.
 *
 * @param updated newest push
 * @param starred whether the reader starred it
 * @param starVersion place in the event log from which on the count of stars holds
 */
public record RepoRow(
        long id,
        String name,
        String url,
        String description,
        boolean isPrivate,
        int stars,
        int forks,
        Instant updated,
        boolean starred,
        long starVersion) {}
