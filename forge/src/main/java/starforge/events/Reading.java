package starforge.events;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.bus.Event;

/** One asker's way through the log, a batch at a time. */
final class Reading {
    static final int BATCH = 500;

    private final Events log;
    private final Gate gate;
    private final EventQuery query;
    private long at;
    private int told;

    /** Begins behind the place that was asked for; a place behind the end is the end. */
    Reading(Events log, Gate gate, EventQuery query) {
        this.log = log;
        this.gate = gate;
        this.query = query;
        this.at = Math.min(query.after(), log.last());
    }

    /**
     * Reads the next batch.
     *
     * @param who asks; asked for after the events are read, so that a right that was lost before one of them counts
     * @param most stops after so many that were told
     * @return what was asked for and may be seen, written; "" when there is nothing
     */
    String next(Supplier<Identity> who, int most) {
        List<Event> batch = log.after(at, BATCH);
        Identity asker = who.get();
        Sight sight = new Sight(gate, asker, batch);
        Set<Long> hidden = batch.isEmpty() || asker.admin()
                ? Set.of()
                : log.ofAbsent(at, batch.get(batch.size() - 1).seq());
        StringBuilder text = new StringBuilder();
        int full = told + most;
        for (int i = 0; i < batch.size() && told < full; i++) {
            Event event = batch.get(i);
            at = event.seq();
            if (query.wants(event) && !hidden.contains(event.seq()) && sight.reaches(event)) {
                text.append(query.form().write(event));
                told++;
            }
        }
        return text.toString();
    }

    /** The place in the log that was read last. */
    long at() {
        return at;
    }

    /** How many events were told so far. */
    int told() {
        return told;
    }

    boolean isAtEnd() {
        return at >= log.last();
    }
}
