package starforge.bus;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts inside one process: the {@link #LIMIT} that were added to last. */
public final class MemoryCounts implements Counts {
    /** So many are kept at once. */
    public static final int LIMIT = 100_000;

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>();

    public MemoryCounts(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void add(String key, Duration kept) {
        int next = of(key) + 1;
        counts.remove(key);
        counts.put(key, new Count(next, clock.millis() + kept.toMillis()));
        if (counts.size() > LIMIT) {
            counts.remove(counts.keySet().iterator().next());
        }
    }

    @Override
    public synchronized int of(String key) {
        Count count = counts.get(key);
        return count == null || count.until() <= clock.millis() ? 0 : count.number();
    }

    @Override
    public synchronized void forget(String key) {
        counts.remove(key);
    }

    /** Until when is in milliseconds since 1970. */
    private record Count(int number, long until) {}
}
