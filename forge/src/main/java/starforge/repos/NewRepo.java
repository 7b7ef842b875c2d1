package starforge.repos;

import starforge.access.Refusal;
import starforge.access.Unseen;

/**
 * What somebody wishes for a repository.
 *
 * @param namespace group or own user name, or ""
 * @param description plain text, at most 500 characters
 */
public record NewRepo(String namespace, String name, String description, boolean isPrivate) {
    static final int LONGEST_DESCRIPTION = 500;

    public NewRepo {
        namespace = namespace.strip();
        name = name.strip();
        description = description.strip();
        checkDescription(description);
    }

    static void checkDescription(String description) {
        Unseen.refuse("description", description);
        if (description.length() > LONGEST_DESCRIPTION) {
            throw Refusal.invalid("description", "repos.description-too-long", LONGEST_DESCRIPTION);
        }
    }
}
