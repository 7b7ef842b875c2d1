package starforge.bus;

import java.util.UUID;
import java.util.function.Consumer;

/**
 * Broadcasts between processes, by RabbitMQ: one topic exchange, and for each process a queue of its own. What this process
 * sends its own listeners hear at once, also while the broker is away.
 */
public final class AmqpBroadcasts implements Broadcasts {
    static final String EXCHANGE = "starforge.events";

    private final MemoryBroadcasts here = new MemoryBroadcasts();
    private final AmqpSender sender;
    private final AmqpEar ear;

    /**
     * Connects, now or as soon as the broker is there; nobody waits for that.
     *
     * @param address {@code amqp://[USER:PASSWORD@]HOST[:PORT][/VHOST]}, with TLS {@code amqps://...}
     * @throws IllegalArgumentException when it is not of this form
     */
    public AmqpBroadcasts(String address) {
        String process = UUID.randomUUID().toString();
        this.sender = new AmqpSender(address, process);
        this.ear = new AmqpEar(address, process, here::send);
        ear.start();
        sender.start();
    }

    /** Whether a text has the form of an address. */
    public static boolean isAddress(String text) {
        return AmqpAddress.isOne(text);
    }

    @Override
    public void send(Event event) {
        here.send(event);
        sender.send(event);
    }

    @Override
    public Subscription listen(Consumer<Event> listener) {
        return here.listen(listener);
    }

    /** Whether the broker carries events to and from this process now. */
    public boolean isUp() {
        return sender.isUp() && ear.isUp();
    }

    @Override
    public long dropped() {
        return here.dropped() + sender.dropped();
    }

    @Override
    public void close() {
        sender.close();
        ear.close();
        here.close();
    }
}
