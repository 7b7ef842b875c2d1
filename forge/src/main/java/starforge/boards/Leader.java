package starforge.boards;

/**
 * A repository that got stars.
 *
 * @param name full name
 * @param stars new ones
 */
public record Leader(String name, int stars) {}
