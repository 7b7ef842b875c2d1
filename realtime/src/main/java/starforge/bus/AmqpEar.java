package starforge.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears all events that other processes send, on a queue that lives as long as the connection. */
final class AmqpEar extends AmqpLink {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpEar.class);
    /** When a process does not take its messages, the broker keeps so many and drops older ones. */
    private static final Map<String, Object> BOUNDED = Map.of("x-max-length", 20_000, "x-overflow", "drop-head");

    private final String process;
    private final Consumer<Event> listener;

    /**
     * Hears for a process.
     *
     * @param process what this one sends in its own name is not told to it
     */
    AmqpEar(String address, String process, Consumer<Event> listener) {
        super(address, "event ear");
        this.process = process;
        this.listener = listener;
    }

    @Override
    protected void work(Channel channel) throws IOException, InterruptedException {
        channel.exchangeDeclare(AmqpBroadcasts.EXCHANGE, "topic", true);
        CountDownLatch over = new CountDownLatch(1);
        String queue = channel.queueDeclare("", false, true, true, BOUNDED).getQueue();
        channel.queueBind(queue, AmqpBroadcasts.EXCHANGE, "#");
        channel.basicConsume(queue, true, new Hearing(channel, over));
        ready();
        over.await();
    }

    private final class Hearing extends DefaultConsumer {
        private final CountDownLatch over;

        Hearing(Channel channel, CountDownLatch over) {
            super(channel);
            this.over = over;
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            if (process.equals(properties.getAppId())) {
                return;
            }
            try {
                listener.accept(Wire.read(new String(body, StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException e) {
                LOG.warn("A message on the exchange {} is no event: {}", AmqpBroadcasts.EXCHANGE, e.getMessage());
            }
        }

        @Override
        public void handleCancel(String tag) {
            over.countDown();
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
            over.countDown();
        }
    }
}
