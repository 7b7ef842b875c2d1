package starforge;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import starforge.db.Database;
import starforge.jobs.Delivery;
import starforge.jobs.Jobs;
import starforge.web.Secrets;

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

    private final String amqp;
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
        this.amqp = servers.amqp();
        this.broadcasts = broadcasts(amqp);
    }

    private Broadcasts broadcasts(String address) {
        if (address.isEmpty()) {
            return new MemoryBroadcasts();
        }
        AmqpBroadcasts broker = new AmqpBroadcasts(address);
        health.put("broker", broker::isUp);
        return broker;
    }

    /**
     * What carries jobs through the broker, when there is one.
     *
     * @param tasks names of what is done in this process
     */
    Optional<Delivery> delivery(Database database, Jobs jobs, Set<String> tasks, Secrets secrets, Clock clock) {
        return amqp.isEmpty()
                ? Optional.empty()
                : Optional.of(new Delivery(amqp, database, jobs, tasks, secrets, notes, clock));
    }

    @Override
    public void close() {
        broadcasts.close();
        presence.close();
        ends.forEach(Runnable::run);
    }
}
