package starforge.git.read;

import java.time.Instant;
import java.util.Optional;

/**
 * A tag that leads to a commit.
 *
 * @param name without {@code refs/tags/}
 * @param commit what it leads to, 40 hex digits
 * @param when it was tagged, or for a lightweight tag when the commit was made
 * @param tagger who tagged; empty for a lightweight tag
 * @param subject first paragraph of the tag's own message; "" for a lightweight tag
 * @param body the rest of the message, without a signature
 */
public record TagRef(String name, String commit, Instant when, Optional<Person> tagger, String subject, String body) {}
