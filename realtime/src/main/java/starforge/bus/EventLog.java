package starforge.bus;

import java.util.List;
import java.util.Set;

/** The log of all events in their one order: the truth that every message is only a hint to look at. */
public interface EventLog {
    /**
     * Reads on behind a place in the log.
     *
     * @param seq the last one already known, 0 for the beginning
     * @param limit at most so many
     * @return the events behind it, oldest first, without a gap
     */
    List<Event> after(long seq, int limit);

    /**
     * The places behind one and up to another of what is told no more: it was done by people who are blocked or gone by now,
     * or tells who follows such people.
     */
    Set<Long> ofAbsent(long after, long until);

    /** The newest place in the log, 0 when it is empty. */
    long last();
}
