package starforge.bus;

import java.util.List;

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

    /** The newest place in the log, 0 when it is empty. */
    long last();
}
