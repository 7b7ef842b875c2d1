package starforge.feed;

/**
 * Where in the log something is that may be shown.
 *
 * @param seq place in the log
 * @param actorId number of who did it, 0 when there is no such account
 * @param isForges whether the forge itself did it
 * @param repoId number of the repository, or 0
 */
record Mark(long seq, String kind, long actorId, boolean isForges, long repoId) {}
