package starforge.groups;

import java.time.Instant;

/**
 * Somebody in a group.
 *
 * @param name of the account
 * @param full name they gave, or ""
 * @param blocked whether the account is blocked; only who runs the group sees such
 * @param at since when
 */
public record Member(String name, String full, Role role, boolean blocked, Instant at) {}
