package starforge.people;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.events.Doing;
import starforge.events.Events;
import starforge.users.User;

/** Counts the days of people: what is public for everybody, and what they see of the rest for themselves alone. */
public final class Years {
    private final Events events;
    private final Gate gate;
    private final Clock clock;

    public Years(Events events, Gate gate, Clock clock) {
        this.events = events;
        this.gate = gate;
        this.clock = clock;
    }

    /** Somebody's last year as a reader sees it. */
    Year of(User user, Identity reader) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Doing> doings = events.doings(user.id(), Year.first(today));
        Set<Long> shown = reader.userId() == user.id() ? gate.readable(reader, closed(doings)) : Set.of();
        Map<LocalDate, Integer> deeds = new HashMap<>();
        for (Doing doing : doings) {
            if (doing.closed() == 0 || shown.contains(doing.closed())) {
                deeds.merge(LocalDate.ofEpochDay(doing.day()), doing.deeds(), Integer::sum);
            }
        }
        return Year.of(deeds, today);
    }

    private static Set<Long> closed(List<Doing> doings) {
        return doings.stream().map(Doing::closed).filter(repo -> repo != 0).collect(Collectors.toSet());
    }
}
