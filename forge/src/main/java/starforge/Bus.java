package starforge;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import starforge.bus.AmqpBroadcasts;
import starforge.bus.Broadcasts;
import starforge.bus.Counts;
import starforge.bus.MemoryBroadcasts;
import starforge.bus.MemoryCounts;
import starforge.bus.MemoryPresence;
import starforge.bus.MemoryTickets;
import starforge.bus.Presence;
import starforge.bus.RedisCounts;
import starforge.bus.RedisNotes;
import starforge.bus.RedisPresence;
import starforge.bus.RedisServer;
import starforge.bus.RedisTickets;
import starforge.bus.Tickets;

/** What the processes of a forge tell each other by: servers where there are some, else the memory of the only process. */
final class Bus implements AutoCloseable {
    final Broadcasts broadcasts;
    final Tickets tickets;
    final Counts counts;
    final Presence presence;
    /** What other programs leave and find in Redis, when there is one. */
    final Optional<RedisNotes> notes;
    /** Whether each server answers, by its name. */
    final Map<String, BooleanSupplier> health = new LinkedHashMap<>();

    private final List<Runnable> ends = new ArrayList<>();

    /** Connects, or begins to: a server that is away now is fine. */
    Bus(ForgeConfig.Servers servers, Clock clock) {
        Counts own = new MemoryCounts(clock);
        if (servers.redis().isEmpty()) {
            this.tickets = new MemoryTickets(clock);
            this.counts = own;
            this.presence = new MemoryPresence();
            this.notes = Optional.empty();
        } else {
            RedisServer redis = new RedisServer(servers.redis());
            this.tickets = new RedisTickets(redis, clock);
            this.counts = new RedisCounts(redis, own);
            this.presence = new RedisPresence(redis, clock);
            this.notes = Optional.of(new RedisNotes(redis));
            health.put("redis", redis::answers);
            ends.add(redis::close);
        }
        this.broadcasts = broadcasts(servers.amqp());
    }

    private Broadcasts broadcasts(String address) {
        if (address.isEmpty()) {
            return new MemoryBroadcasts();
        }
        AmqpBroadcasts amqp = new AmqpBroadcasts(address);
        health.put("broker", amqp::isUp);
        return amqp;
    }

    @Override
    public void close() {
        broadcasts.close();
        presence.close();
        ends.forEach(Runnable::run);
    }
}
