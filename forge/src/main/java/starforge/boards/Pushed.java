package starforge.boards;

/**
 * A repository that was pushed to.
 *
 * @param name full name
 */
public record Pushed(long id, String name) {}
