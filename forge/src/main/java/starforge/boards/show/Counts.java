package starforge.boards.show;

import java.util.Map;
import starforge.bus.Event;

/**
 * How much happened.
 *
 * @param stars new ones without those taken back, so it may be negative
 */
record Counts(int commits, int pushes, int stars, int forks) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts more) {
        return new Counts(commits + more.commits, pushes + more.pushes, stars + more.stars, forks + more.forks);
    }

    /** What one event adds. */
    static Counts of(Event event) {
        return switch (event.kind()) {
            case "pushed" -> new Counts(number(event.data(), "commits"), 1, 0, 0);
            case "starred" -> new Counts(0, 0, 1, 0);
            case "unstarred" -> new Counts(0, 0, -1, 0);
            case "forked" -> new Counts(0, 0, 0, 1);
            default -> NONE;
        };
    }

    private static int number(Map<String, Object> data, String key) {
        return data.get(key) instanceof Number number ? number.intValue() : 0;
    }
}
