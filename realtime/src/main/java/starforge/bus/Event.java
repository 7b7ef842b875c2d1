package starforge.bus;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * One thing that happened, told with whole values ("count 42"), never with differences ("+1"), so that a late or a lost
 * event does no harm. The data holds only what the least privileged watcher of its topics may see.
 *
 * @param seq place in the log, without gaps, from 1
 * @param topics who is told; {@link Topic#PUBLIC} is among them only while the repository is public
 * @param kind {@code pushed starred unstarred created forked renamed deleted acl ...}
 * @param actor name of the user who did it, or "" for the forge itself
 * @param repo full name of the repository at that time, or ""
 * @param repoId its number, or 0
 * @param at when, to the millisecond
 * @param data values of the kind: strings, numbers, booleans, and lists and maps of them
 */
public record Event(
        long seq,
        Set<Topic> topics,
        String kind,
        String actor,
        String repo,
        long repoId,
        Instant at,
        Map<String, Object> data) {
    public Event {
        topics = Set.copyOf(topics);
        data = Map.copyOf(data);
    }
}
