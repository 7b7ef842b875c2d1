package starforge.watches;

/**
 * How somebody watches a repository.
 *
 * @param level what they are told of
 * @param chosen whether they chose it, rather than having it by their part in the repository
 * @param watchers how many are told of more than mentions
 */
public record Watch(WatchLevel level, boolean chosen, int watchers) {}
