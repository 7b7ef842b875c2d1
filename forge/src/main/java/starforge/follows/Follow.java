package starforge.follows;

import java.time.Instant;

/**
 * One end of a follow, as a list of people shows it.
 *
 * @param name of the user at that end
 * @param full name they gave, or ""
 * @param at since when
 * @param following whether the reader follows them
 */
public record Follow(String name, String full, Instant at, boolean following) {}
