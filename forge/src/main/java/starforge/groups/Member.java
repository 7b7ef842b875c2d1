package starforge.groups;

import java.time.Instant;

/**
 * Somebody in a group.
 *
 * @param name of the account
 * @param full name they gave, or ""
 * @param at since when
 */
public record Member(String name, String full, Role role, Instant at) {}
