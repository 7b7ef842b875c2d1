package starforge.inbox;

import starforge.feed.Story;

/**
 * A note as a page shows it.
 *
 * @param mentioned whether it is there because the reader was mentioned
 */
public record Line(Story story, boolean unread, boolean mentioned) {}
