package starforge.bus;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Each process says every few seconds how many look on there: {@code HSET starforge:viewers <process> "<count> <until>"}, the
 * end in milliseconds since 1970. One that was killed is counted for {@link #KEPT} more, then no longer.
 */
public final class RedisPresence implements Presence {
    static final Duration KEPT = Duration.ofSeconds(30);

    private static final String KEY = "starforge:viewers";
    private static final long EVERY_SECONDS = 5;

    private final RedisServer redis;
    private final Clock clock;
    private final String process = UUID.randomUUID().toString();
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(RedisPresence::thread);

    public RedisPresence(RedisServer redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public void here(IntSupplier viewers) {
        var unused = teller.scheduleWithFixedDelay(() -> tell(viewers.getAsInt()), 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void tell(int viewers) {
        String said = viewers + " " + (clock.millis() + KEPT.toMillis());
        quietly(() -> redis.ask(client -> client.hset(KEY, process, said)));
    }

    @Override
    public OptionalInt total() {
        try {
            Map<String, String> all = redis.ask(client -> client.hgetAll(KEY));
            return OptionalInt.of(all.entrySet().stream()
                    .mapToInt(each -> count(each.getKey(), each.getValue()))
                    .sum());
        } catch (Away e) {
            return OptionalInt.empty();
        }
    }

    /** What a process said; nothing, and it is forgotten, when that is too long ago. */
    private int count(String name, String said) {
        String[] words = said.split(" ", 2);
        if (clock.millis() < Long.parseLong(words[1])) {
            return Integer.parseInt(words[0]);
        }
        quietly(() -> redis.ask(client -> client.hdel(KEY, name)));
        return 0;
    }

    @Override
    public void close() {
        teller.shutdown();
        quietly(() -> redis.ask(client -> client.hdel(KEY, process)));
    }

    private static void quietly(Runnable message) {
        try {
            message.run();
        } catch (Away e) {
            // It is said again, and forgotten by itself.
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "presence");
        thread.setDaemon(true);
        return thread;
    }
}
