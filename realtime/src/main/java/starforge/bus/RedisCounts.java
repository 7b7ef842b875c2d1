package starforge.bus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Counts that all processes make together, in Redis. Each process also counts by itself, so that while Redis is away it still
 * knows what it has seen.
 */
public final class RedisCounts implements Counts {
    /** Both at once: a number without an end would shut somebody out for good. */
    private static final String ADD = "redis.call('incr', KEYS[1]) return redis.call('pexpire', KEYS[1], ARGV[1])";

    private final RedisServer redis;
    private final Counts own;

    /**
     * Counts with others.
     *
     * @param own counts what this process sees
     */
    public RedisCounts(RedisServer redis, Counts own) {
        this.redis = redis;
        this.own = own;
    }

    @Override
    public void add(String key, Duration kept) {
        own.add(key, kept);
        tell(() -> redis.ask(client -> client.eval(ADD, List.of(name(key)), List.of("" + kept.toMillis()))));
    }

    @Override
    public int of(String key) {
        int seen = own.of(key);
        try {
            return Optional.ofNullable(redis.ask(client -> client.get(name(key))))
                    .map(number -> Math.max(seen, Integer.parseInt(number)))
                    .orElse(seen);
        } catch (Away e) {
            return seen;
        }
    }

    @Override
    public void forget(String key) {
        own.forget(key);
        tell(() -> redis.ask(client -> client.del(name(key))));
    }

    private static void tell(Runnable message) {
        try {
            message.run();
        } catch (Away e) {
            // Counted here, at least.
        }
    }

    private static String name(String key) {
        return "starforge:count:" + key;
    }
}
