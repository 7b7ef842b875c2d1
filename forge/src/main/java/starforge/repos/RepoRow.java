package starforge.repos;

import java.time.Instant;

/**
 * A repository in a list, as templates know it.
 *
 * @param isWithheld hidden as its owner is blocked
 * @param updated newest push
 * @param starred whether the reader starred it
 * @param language that most of it is in, "" when that is not known
 * @param hue number of the language's colour in the theme
 * @param starVersion place in the event log from which on the count of stars holds
 */
public record RepoRow(
        long id,
        String name,
        String url,
        String description,
        boolean isPrivate,
        boolean isWithheld,
        int stars,
        int forks,
        Instant updated,
        boolean starred,
        String language,
        int hue,
        long starVersion) {}
