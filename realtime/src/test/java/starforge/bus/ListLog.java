package starforge.bus;

import java.util.ArrayList;
import java.util.List;

/** An event log in a list. */
public final class ListLog implements EventLog {
    private final List<Event> events = new ArrayList<>();

    /** Writes the next event, with its place in the log. */
    public synchronized Event write(String kind, Topic... topics) {
        Event event = Events.event(events.size() + 1, kind, topics);
        events.add(event);
        return event;
    }

    /** Writes so many events of one topic. */
    public void write(int count, Topic topic) {
        for (int i = 0; i < count; i++) {
            write("pushed", topic);
        }
    }

    /** Forgets everything, as a restored backup would. */
    public synchronized void restore() {
        events.clear();
    }

    @Override
    public synchronized List<Event> after(long seq, int limit) {
        int from = (int) Math.min(seq, events.size());
        return List.copyOf(events.subList(from, Math.min(events.size(), from + limit)));
    }

    @Override
    public synchronized long last() {
        return events.size();
    }
}
