package starforge.bus;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broadcasts inside one process: one thread hands every event to every listener, in the order of sending. When listeners
 * fall {@link #WAITING} events behind, further ones are dropped, which a broadcast may be: the log still has them.
 */
public final class MemoryBroadcasts implements Broadcasts {
    /** So many events may wait for the listeners. */
    public static final int WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryBroadcasts.class);

    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING);
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread = new Thread(this::run, "broadcasts");
    private volatile boolean open = true;

    public MemoryBroadcasts() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void send(Event event) {
        if (open && !waiting.offer(() -> listeners.forEach(listener -> tell(listener, event)))) {
            dropped.increment();
        }
    }

    @Override
    public Subscription listen(Consumer<Event> listener) {
        // The same listener may listen twice; each place is its own.
        Consumer<Event> place = event -> listener.accept(event);
        listeners.add(place);
        return () -> listeners.remove(place);
    }

    @Override
    public long dropped() {
        return dropped.sum();
    }

    /** Takes no more events, hands out those that wait, and returns when that is done or after 5 seconds. */
    @Override
    public void close() {
        open = false;
        wake();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When there is no place for this, the thread is not asleep. */
    private void wake() {
        if (!waiting.offer(() -> {})) {
            LOG.debug("{} events are told before the end", WAITING);
        }
    }

    private void run() {
        try {
            while (open || !waiting.isEmpty()) {
                waiting.take().run();
            }
        } catch (InterruptedException e) {
            LOG.warn("Broadcasts were interrupted, {} events were not told", waiting.size());
        }
    }

    private static void tell(Consumer<Event> listener, Event event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | Error e) {
            LOG.error("A listener failed on event {}", event.seq(), e);
        }
    }
}
