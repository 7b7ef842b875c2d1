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
 */
public record Token(long id, long userId, String name, Level most, Instant createdAt, Optional<Instant> usedAt) {}
