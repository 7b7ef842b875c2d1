package starforge.events;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import starforge.bus.Event;

/**
 * Leaves out of events the names of forks that not everybody may see now. Who watches a repository could see its fork when it
 * was made, and maybe no longer.
 */
final class ForkNameTable {
    private static final String FORK = "fork";

    private ForkNameTable() {}

    /** The same events in the same order. */
    static List<Event> shownIn(Handle handle, List<Event> events) {
        Set<String> named = events.stream()
                .filter(event -> event.data().containsKey(FORK))
                .map(ForkNameTable::key)
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return events;
        }
        Set<String> open = open(handle, named);
        return events.stream()
                .map(event -> event.data().containsKey(FORK) && !open.contains(key(event)) ? without(event) : event)
                .toList();
    }

    private static Set<String> open(Handle handle, Set<String> keys) {
        return new HashSet<>(handle.createQuery("""
                        select name_key from repos where hidden = false and name_key in (<keys>)
                        union select f.name_key from former_names f join repos r on r.id = f.repo_id
                        where r.hidden = false and f.name_key in (<keys>)""")
                .bindList("keys", List.copyOf(keys))
                .mapTo(String.class)
                .list());
    }

    private static String key(Event event) {
        return String.valueOf(event.data().get(FORK)).toLowerCase(Locale.ROOT);
    }

    private static Event without(Event event) {
        Map<String, Object> data = new HashMap<>(event.data());
        data.remove(FORK);
        return new Event(
                event.seq(),
                event.topics(),
                event.kind(),
                event.actor(),
                event.repo(),
                event.repoId(),
                event.at(),
                Map.copyOf(data));
    }
}
