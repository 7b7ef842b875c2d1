package starforge.inbox;

/**
 * Something that somebody is told in person.
 *
 * @param seq place of its event in the log
 * @param reason the kind of the event, or {@code mentioned}
 * @param actorId number of who did it, or 0
 * @param repoId number of the repository, or 0
 */
record Note(long seq, String reason, long actorId, long repoId, boolean unread) {}
