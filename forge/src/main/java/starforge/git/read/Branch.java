package starforge.git.read;

import java.time.Instant;

/**
 * A branch and where it stands.
 *
 * @param name without {@code refs/heads/}
 * @param commit its newest commit, 40 hex digits
 * @param updated when that commit was made, as its committer says
 */
public record Branch(String name, String commit, Instant updated) {}
