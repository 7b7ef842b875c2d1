package starforge.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends events to the exchange, in order, with publisher confirms: what the broker did not confirm is sent again on the next
 * connection. At most {@link #WAITING} wait; further ones are left to the log.
 */
final class AmqpSender extends AmqpLink {
    static final int WAITING = 2_000;

    private static final int UNCONFIRMED = 500;

    private final AMQP.BasicProperties properties;
    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(WAITING);
    private final NavigableMap<Long, Event> unconfirmed = new ConcurrentSkipListMap<>();
    private final LongAdder dropped = new LongAdder();

    /**
     * Sends in the name of a process.
     *
     * @param process any text that no other process has
     */
    AmqpSender(String address, String process) {
        super(address, "event sender");
        this.properties = new AMQP.BasicProperties.Builder()
                .contentType("application/json")
                .appId(process)
                .build();
    }

    void send(Event event) {
        if (!waiting.offer(event)) {
            dropped.increment();
        }
    }

    long dropped() {
        return dropped.sum();
    }

    @Override
    protected void work(Channel channel) throws IOException, InterruptedException {
        channel.exchangeDeclare(AmqpBroadcasts.EXCHANGE, "topic", true);
        List<Event> again = new ArrayList<>(unconfirmed.values());
        unconfirmed.clear();
        channel.addConfirmListener(this::settled, this::settled);
        channel.confirmSelect();
        ready();
        for (Event event : again) {
            publish(channel, event);
        }
        while (isOpen() && channel.isOpen()) {
            Event next = unconfirmed.size() < UNCONFIRMED ? waiting.poll(200, TimeUnit.MILLISECONDS) : pause();
            if (next != null) {
                publish(channel, next);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Event pause() throws InterruptedException {
        Thread.sleep(1);
        return null;
    }

    private void publish(Channel channel, Event event) throws IOException {
        unconfirmed.put(channel.getNextPublishSeqNo(), event);
        channel.basicPublish(
                AmqpBroadcasts.EXCHANGE,
                key(event),
                properties,
                Wire.write(event).getBytes(StandardCharsets.UTF_8));
    }

    /** A broker that refuses one has said so; the log still has it. */
    private void settled(long tag, boolean andAllBefore) {
        if (andAllBefore) {
            unconfirmed.headMap(tag, true).clear();
        } else {
            unconfirmed.remove(tag);
        }
    }

    /** {@code public.42.starred}: who may see it, the repository, what happened. */
    private static String key(Event event) {
        String seen = event.topics().contains(Topic.PUBLIC) ? "public" : "private";
        return seen + "." + event.repoId() + "." + event.kind();
    }
}
