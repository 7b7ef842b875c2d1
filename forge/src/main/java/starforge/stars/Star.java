package starforge.stars;

import java.time.Instant;

/** A star: who gave it, and when. */
public record Star(String user, Instant at) {}
