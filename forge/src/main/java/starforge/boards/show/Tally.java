package starforge.boards.show;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import starforge.bus.Event;
import starforge.events.Events;

/**
 * Counts of the last year for each repository and quarter of an hour, which every time zone begins with. Read once from
 * the log, then carried on with what the log got since; nobody's rights are in it, so a question names the repositories.
 */
final class Tally {
    /** 53 weeks: a wall begins with a whole one. */
    static final Duration KEPT = Duration.ofDays(371);

    private static final long SLOT = Duration.ofMinutes(15).toSeconds();
    private static final int BATCH = 1000;

    private final Events events;
    private final Clock clock;
    private final NavigableMap<Long, Map<Long, Counts>> slots = new TreeMap<>();
    private long at = Long.MAX_VALUE;

    Tally(Events events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** The numbers of the day that it is in a zone, and commits by its hours. */
    synchronized Today today(Set<Long> repos, ZoneId zone) {
        carryOn();
        ZonedDateTime now = clock.instant().atZone(zone);
        int[] hours = new int[24];
        Counts[] sum = {Counts.NONE};
        each(now.toLocalDate().atStartOfDay(zone).toInstant(), repos, (moment, counts) -> {
            hours[moment.atZone(zone).getHour()] += counts.commits();
            sum[0] = sum[0].plus(counts);
        });
        return Today.of(sum[0], hours, now.getHour());
    }

    /** Commits of each day of a zone that had any. */
    synchronized Map<LocalDate, Integer> days(Set<Long> repos, ZoneId zone) {
        carryOn();
        Map<LocalDate, Integer> days = new HashMap<>();
        each(Instant.EPOCH, repos, (moment, counts) -> {
            if (counts.commits() > 0) {
                days.merge(moment.atZone(zone).toLocalDate(), counts.commits(), Integer::sum);
            }
        });
        return days;
    }

    private void each(Instant since, Set<Long> repos, BiConsumer<Instant, Counts> step) {
        slots.tailMap(since.getEpochSecond() / SLOT)
                .forEach((slot, counted) -> counted.forEach((repo, counts) -> {
                    if (repos.contains(repo)) {
                        step.accept(Instant.ofEpochSecond(slot * SLOT), counts);
                    }
                }));
    }

    private void carryOn() {
        Instant oldest = clock.instant().minus(KEPT);
        if (at > events.last()) {
            // The first time, or the log is another one than before, as after a restored backup.
            slots.clear();
            at = events.before(oldest);
        }
        for (List<Event> batch = events.after(at, BATCH); !batch.isEmpty(); batch = events.after(at, BATCH)) {
            batch.forEach(this::add);
        }
        slots.headMap(oldest.getEpochSecond() / SLOT).clear();
    }

    private void add(Event event) {
        at = event.seq();
        Counts counts = Counts.of(event);
        if (!counts.equals(Counts.NONE)) {
            slots.computeIfAbsent(event.at().getEpochSecond() / SLOT, key -> new HashMap<>())
                    .merge(event.repoId(), counts, Counts::plus);
        }
    }
}
