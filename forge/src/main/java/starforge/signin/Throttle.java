package starforge.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import starforge.access.Refusal;

/**
 * Slows down who guesses passwords: after 10 wrong tries for one name, or 50 for any, from one address within a quarter of
 * an hour. Counted per address, so that nobody can lock somebody else out.
 */
final class Throttle {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int FOR_NAME = 10;
    private static final int FOR_ADDRESS = 50;

    private final Cache<String, AtomicInteger> wrong;

    Throttle(Ticker ticker) {
        wrong = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(WINDOW)
                .maximumSize(100_000)
                .build();
    }

    void check(String name, String remote) {
        if (count(pair(name, remote)) >= FOR_NAME || count(remote) >= FOR_ADDRESS) {
            throw Refusal.tooMany(WINDOW, "signin.too-many");
        }
    }

    private int count(String key) {
        AtomicInteger tries = wrong.getIfPresent(key);
        return tries == null ? 0 : tries.get();
    }

    void wrong(String name, String remote) {
        add(pair(name, remote));
        add(remote);
    }

    private void add(String key) {
        wrong.get(key, any -> new AtomicInteger()).incrementAndGet();
    }

    void right(String name, String remote) {
        wrong.invalidate(pair(name, remote));
    }

    private static String pair(String name, String remote) {
        return remote + " " + name.toLowerCase(java.util.Locale.ROOT);
    }
}
