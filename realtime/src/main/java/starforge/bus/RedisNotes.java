package starforge.bus;

import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/** Texts in Redis that other programs read or leave, each under a name that both know. */
public final class RedisNotes {
    private final RedisServer redis;

    public RedisNotes(RedisServer redis) {
        this.redis = redis;
    }

    /** Finds a text; nothing also while Redis is away. */
    public Optional<String> find(String name) {
        try {
            return Optional.ofNullable(redis.ask(client -> client.get(name)));
        } catch (Away e) {
            return Optional.empty();
        }
    }

    /**
     * Leaves a text for a time, and tells it to whoever listens to the channel of that name.
     *
     * @return whether Redis has it
     */
    public boolean leave(String name, String text, Duration kept) {
        try {
            redis.ask(client -> client.set(name, text, SetParams.setParams().ex(kept.toSeconds())));
            redis.ask(client -> client.publish(name, text));
            return true;
        } catch (Away e) {
            return false;
        }
    }
}
