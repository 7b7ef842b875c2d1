package starforge.repos;

import starforge.access.Level;

/** Somebody who may do more with a repository than a stranger. */
public record Collaborator(long userId, String name, Level level) {}
