package starforge.web;

import java.util.OptionalLong;

/**
 * What a page shows.
 *
 * @param moment of the {@link PageClock}, from before anything was read for the page
 * @param repo number of the repository whose page it is; none for a page about many
 */
record Shown(long moment, OptionalLong repo) {}
