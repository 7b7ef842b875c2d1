package starforge.feed;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened, as a reader is told it now.
 *
 * @param seq place in the log of the newest event it tells of
 * @param repo full name of the repository now, or ""
 * @param data of the event, with {@code others}, how many more people did the same, and {@code description} of a new
 *     repository
 */
public record Story(long seq, String kind, String actor, String repo, Instant at, Map<String, Object> data) {}
