package starforge.bus;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a broker that is made again whenever it breaks, and as often as it takes; a broker that is away at the
 * start is fine. One thread of its own uses it.
 */
public abstract class AmqpLink implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(AmqpLink.class);

    private final ConnectionFactory factory;
    private final String name;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile boolean isUp;

    /**
     * Prepares a link.
     *
     * @param address {@code amqp://[USER:PASSWORD@]HOST[:PORT][/VHOST]}, with TLS {@code amqps://...}
     * @param name of its thread, for the log
     * @throws IllegalArgumentException when the address is not of this form
     */
    protected AmqpLink(String address, String name) {
        this.factory = AmqpAddress.factory(address);
        this.name = name;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Connects, now or as soon as the broker is there; nobody waits for that. */
    public final void start() {
        thread.start();
    }

    /** Whether it is connected and does its work. */
    public final boolean isUp() {
        return isUp;
    }

    /** Whether it is not closed. */
    protected final boolean isOpen() {
        return open;
    }

    /** Works on a channel, from declaring what it needs; returns when it is closed, or throws. */
    protected abstract void work(Channel channel) throws IOException, InterruptedException;

    /** To be said by {@link #work} when all is in place. */
    protected final void ready() {
        if (!isUp) {
            LOG.info("{}: connected to the broker", name);
        }
        isUp = true;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        boolean told = false;
        while (open) {
            try (Connection connection = factory.newConnection(name);
                    Channel channel = connection.createChannel()) {
                work(channel);
            } catch (IOException | TimeoutException | AlreadyClosedException e) {
                if (open && !told) {
                    LOG.warn("{}: the broker is away, trying again: {}", name, e.toString());
                }
            } catch (InterruptedException e) {
                // Only the end interrupts, and the loop looks for that.
            }
            told = !isUp;
            pause = isUp ? FIRST_PAUSE : longer(pause);
            isUp = false;
            rest(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void rest(Duration pause) {
        try {
            if (open) {
                Thread.sleep(pause.toMillis());
            }
        } catch (InterruptedException e) {
            // As above.
        }
    }

    /** Ends the work; waits for it, but not long. */
    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join(LONGEST_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
