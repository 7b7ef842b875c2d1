package starforge.processes;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import starforge.BareForge;
import starforge.access.Refusal;
import starforge.bus.AmqpBroadcasts;
import starforge.bus.Topic;
import starforge.events.Draft;
import starforge.events.Relay;

/** One more process that changes things: 400 events a second, told to everybody. */
final class Writer implements AutoCloseable {
    private static final int AT_ONCE = 8;
    private static final int MILLIS = 20;
    private static final Draft DRAFT =
            new Draft(Set.of(Topic.PUBLIC), "noted", "mira", "", 0, Map.of("text", "a".repeat(100)));

    private final BareForge forge;
    private final AmqpBroadcasts broadcasts;
    private final Relay relay;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger refused = new AtomicInteger();

    Writer(BareForge forge, String broker) {
        this.forge = forge;
        this.broadcasts = new AmqpBroadcasts(broker);
        this.relay = new Relay(forge.events, broadcasts);
        relay.start();
        var unused = timer.scheduleAtFixedRate(this::write, 0, MILLIS, TimeUnit.MILLISECONDS);
    }

    private void write() {
        try {
            forge.database.change(transaction -> {
                for (int i = 0; i < AT_ONCE; i++) {
                    forge.events.record(transaction, DRAFT);
                }
            });
        } catch (Refusal away) {
            refused.incrementAndGet();
        }
    }

    /** How often the database was away. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The last change does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        relay.close();
        broadcasts.close();
    }
}
