package starforge.stars;

import java.time.Instant;

/**
 * A star.
 *
 * @param name of the user who gave it
 */
public record Star(String name, Instant at) {}
