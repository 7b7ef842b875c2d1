package starforge.celery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The headers of a task, each read as what it must be. */
final class Headers {
    private static final int LONGEST_LIMIT = 86_400 * 365;

    private final Map<String, Object> all;

    Headers(@Nullable Map<String, Object> all) {
        this.all = all == null ? Map.of() : all;
    }

    boolean has(String name) {
        return all.get(name) != null;
    }

    String text(String name, int most) throws Unreadable {
        String text = String.valueOf(all.get(name));
        if (text.isEmpty() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw new Unreadable("a header " + name + " that is no name");
        }
        return text;
    }

    int number(String name) throws Unreadable {
        Object value = all.get(name);
        if (value == null) {
            return 0;
        }
        if (value instanceof Number number && number.longValue() >= 0 && number.longValue() <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw new Unreadable("a header " + name + " that is no number");
    }

    /** ISO 8601; where no zone is said, UTC. */
    Optional<Instant> time(String name) throws Unreadable {
        if (!has(name)) {
            return Optional.empty();
        }
        String text = String.valueOf(all.get(name));
        try {
            return Optional.of(DateTimeFormatter.ISO_DATE_TIME
                    .parseBest(text, Instant::from, LocalDateTime::from)
                    .query(time -> time instanceof Instant instant
                            ? instant
                            : LocalDateTime.from(time).toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException e) {
            throw new Unreadable("a header " + name + " that is no time: " + Body.quoted(text));
        }
    }

    /** Of {@code timelimit}, a pair in seconds: the hard one stands first. */
    Duration limit(int place) throws Unreadable {
        Object pair = all.get("timelimit");
        if (pair == null) {
            return Duration.ZERO;
        }
        if (!(pair instanceof List<?> both) || both.size() != 2) {
            throw new Unreadable("a header timelimit that is no pair");
        }
        Object value = both.get(place);
        if (value == null) {
            return Duration.ZERO;
        }
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= LONGEST_LIMIT) {
            return Duration.ofMillis(Math.round(number.doubleValue() * 1000));
        }
        throw new Unreadable("a header timelimit that is no time");
    }
}
