package starforge.tokens;

import java.time.Instant;
import java.util.Optional;
import starforge.access.Level;

/**
 * A token, without its secret.
 *
 * @param name what its owner calls it
 * @param most the most it may do
 * @param usedAt last use, empty when never
 * @param repoId the one repository it opens, 0 when it is not bound to one
 * @param commit the commit whose flags it may set there, ""
 * @param expiresAt from when on it is worth nothing, empty when it is good until revoked
 */
public record Token(
        long id,
        long userId,
        String name,
        Level most,
        long repoId,
        String commit,
        Instant createdAt,
        Optional<Instant> usedAt,
        Optional<Instant> expiresAt) {
    /** Says whether its time is over. */
    public boolean isOver(Instant now) {
        return expiresAt.filter(end -> !end.isAfter(now)).isPresent();
    }
}
