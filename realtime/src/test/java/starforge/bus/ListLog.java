package starforge.bus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An event log in a list. */
public final class ListLog implements EventLog {
    private final List<Event> events = new ArrayList<>();
    private final Set<Long> ofAbsent = new HashSet<>();

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

    /** Says whether who did something is blocked or gone. */
    public synchronized void absent(long place, boolean isAbsent) {
        if (isAbsent) {
            ofAbsent.add(place);
        } else {
            ofAbsent.remove(place);
        }
    }

    @Override
    public synchronized Set<Long> ofAbsent(long after, long until) {
        return ofAbsent.stream()
                .filter(place -> place > after && place <= until)
                .collect(Collectors.toSet());
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
