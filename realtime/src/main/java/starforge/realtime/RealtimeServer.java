package starforge.realtime;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.bus.Broadcasts;
import starforge.bus.EventLog;
import starforge.bus.Tickets;

/**
 * The live part of a forge: {@code GET /-/live} as a WebSocket. Its {@link #handler()} goes before the other handlers of a
 * Jetty server, whose connectors, threads and port it shares; order of the two starts does not matter.
 */
public final class RealtimeServer implements AutoCloseable {
    public static final String PATH = "/-/live";

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeServer.class);
    private static final long TICK_MILLIS = 200;

    private final Broadcasts broadcasts;
    private final Hub hub;
    private final Handler handler;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(RealtimeServer::thread);
    private Broadcasts.@Nullable Subscription subscription;

    /**
     * Wires the parts; nothing runs before {@link #start()}.
     *
     * @param baseUrls addresses under which browsers know the forge, for a proxy that changes the {@code Host} header;
     *     may be empty
     */
    public RealtimeServer(
            Broadcasts broadcasts,
            EventLog log,
            Tickets tickets,
            Guard guard,
            Asks asks,
            Set<String> baseUrls,
            Clock clock) {
        this.broadcasts = broadcasts;
        this.hub = new Hub(log, guard, clock);
        this.handler =
                new LiveHandler(new Handshake(tickets, baseUrls), new Upgrade(hub, new Commands(hub, asks), clock));
    }

    /** Takes {@link #PATH} and passes on every other address. */
    public Handler handler() {
        return handler;
    }

    /** Reads the newest events and begins to listen. */
    public synchronized void start() {
        hub.start();
        subscription = broadcasts.listen(hub::accept);
        // What happened between the two was broadcast to nobody here.
        hub.look();
        var unused = ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Connections now. */
    public int viewers() {
        return hub.viewers();
    }

    /** Events sent since the start, counted once for each connection. */
    public long delivered() {
        return hub.delivered();
    }

    /** Connections dropped since the start because they did not read fast enough. */
    public long dropped() {
        return hub.dropped();
    }

    /** Sends every watcher away with a code that says to come back; the Jetty server is stopped by its owner. */
    @Override
    public synchronized void close() {
        // Without an interrupt: it may be reading the log, and an interrupt would close a database's file under it.
        ticker.shutdown();
        if (subscription != null) {
            subscription.close();
        }
        hub.close();
    }

    private void tick() {
        try {
            hub.tick();
        } catch (RuntimeException e) {
            // The next tick tries again: the log may have been away for a moment.
            LOG.warn("The live connections could not be looked after: {}", e.toString());
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "live");
        thread.setDaemon(true);
        return thread;
    }
}
