package starforge.feed;

import java.util.List;

/**
 * A page of what happened.
 *
 * @param stories newest first
 * @param older before which place in the log to read on, 0 at the end
 */
public record FeedPage(List<Story> stories, long older) {}
