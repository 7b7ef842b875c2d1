package starforge.people;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
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
        Map<LocalDate, Integer> deeds = new HashMap<>();
        Map<Long, Boolean> seen = new HashMap<>();
        for (Doing doing : events.doings(user.id(), Year.first(today))) {
            boolean shown = doing.closed() == 0
                    || (reader.userId() == user.id()
                            && seen.computeIfAbsent(doing.closed(), repo -> maySee(reader, repo)));
            if (shown) {
                deeds.merge(LocalDate.ofEpochDay(doing.day()), doing.deeds(), Integer::sum);
            }
        }
        return Year.of(deeds, today);
    }

    private boolean maySee(Identity reader, long repo) {
        return gate.level(reader, repo).includes(Level.READ);
    }
}
