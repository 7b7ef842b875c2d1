package starforge.code;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import starforge.access.Refusal;

/** How many long downloads there may be at once: in all, and for one address. Safe for use by many threads. */
final class Places {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final int most;
    private final int mostEach;
    private final Map<String, Integer> taken = new HashMap<>();

    Places(int most, int mostEach) {
        this.most = most;
        this.mostEach = mostEach;
    }

    /**
     * Takes a place, to be left again.
     *
     * @throws Refusal TOO_MANY when there is none for this address now
     */
    synchronized void take(String address) {
        int all = taken.values().stream().mapToInt(Integer::intValue).sum();
        if (all >= most || taken.getOrDefault(address, 0) >= mostEach) {
            throw Refusal.tooMany(SOON, "archive.busy");
        }
        taken.merge(address, 1, Integer::sum);
    }

    synchronized void leave(String address) {
        taken.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
    }
}
