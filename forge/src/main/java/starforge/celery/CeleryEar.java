package starforge.celery;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Refusal;
import starforge.bus.AmqpLink;

/**
 * Hears hints, what others ask for, and what their workers answer. A message is acknowledged when what it says is stored or
 * done; what ends before that is heard again. What cannot be read goes to {@link CeleryLine#DEAD} with a line in the log.
 */
public final class CeleryEar extends AmqpLink {
    private static final Logger LOG = LoggerFactory.getLogger(CeleryEar.class);
    private static final int AT_ONCE = 50;
    private static final String WHY = "x-starforge-why";

    private final Listener listener;
    private final int hands;
    private final String mark;

    /** Who is told. Each may come twice. An exception means that it is to be told again. */
    public interface Listener {
        /** There may be a job of ours; {@code done} is run when it was looked after, by any thread. */
        void hinted(TaskMessage job, Runnable done);

        /**
         * Somebody asks for a task.
         *
         * @throws Unreadable when it is none that can be done
         */
        void asked(TaskMessage task) throws Unreadable;

        /** A worker says how it goes with a task. */
        void heard(TaskResult result);
    }

    /** Makes an {@link Unreadable}, for a listener that cannot do what it is asked. */
    public static Unreadable unreadable(String why) {
        return new Unreadable(why);
    }

    /**
     * An ear that is not started.
     *
     * @param mark of this forge
     * @param hands how many hints are looked after at once; further ones stay at the broker
     */
    public CeleryEar(String address, String mark, Listener listener, int hands) {
        super(address, "celery ear");
        this.mark = mark;
        this.listener = listener;
        this.hands = hands;
    }

    private interface Hearing {
        void hear(AMQP.BasicProperties properties, byte[] body, Runnable done) throws Unreadable;
    }

    @Override
    protected void work(Channel channel) throws IOException, InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        consume(channel, over, CeleryLine.RESULTS + mark, AT_ONCE, (properties, body, done) -> {
            listener.heard(TaskResult.read(properties, body));
            done.run();
        });
        consume(channel, over, CeleryLine.ASKED, AT_ONCE, (properties, body, done) -> {
            listener.asked(TaskMessage.read(properties, body));
            done.run();
        });
        consume(
                channel,
                over,
                CeleryLine.HINTS + mark,
                hands,
                (properties, body, done) -> listener.hinted(TaskMessage.read(properties, body), done));
        ready();
        over.await();
    }

    private static void consume(Channel main, CountDownLatch over, String queue, int atOnce, Hearing hearing)
            throws IOException {
        Channel channel = Objects.requireNonNull(main.getConnection().createChannel());
        channel.basicQos(atOnce);
        channel.confirmSelect();
        channel.basicConsume(queue, false, new Consumer(channel, over, hearing));
    }

    private static final class Consumer extends DefaultConsumer {
        private final CountDownLatch over;
        private final Hearing hearing;

        Consumer(Channel channel, CountDownLatch over, Hearing hearing) {
            super(channel);
            this.over = over;
            this.hearing = hearing;
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                throws IOException {
            try {
                hearing.hear(properties, body, () -> done(envelope));
            } catch (Unreadable e) {
                bury(envelope, properties, body, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                if (envelope.isRedeliver() && !(e instanceof Refusal)) {
                    LOG.error("A message broke what reads it twice", e);
                    bury(envelope, properties, body, "it breaks what reads it");
                    return;
                }
                LOG.warn("A message could not be taken in, it comes again: {}", e.toString());
                over.countDown();
            }
        }

        private void done(Envelope envelope) {
            try {
                getChannel().basicAck(envelope.getDeliveryTag(), false);
            } catch (IOException | AlreadyClosedException e) {
                LOG.debug("A message comes again, as the broker went away", e);
            }
        }

        private void bury(Envelope envelope, AMQP.BasicProperties properties, byte[] body, String why)
                throws IOException {
            LOG.warn("A message for {} goes to the dead letters: {}", envelope.getRoutingKey(), why);
            Map<String, Object> headers = new HashMap<>(Objects.requireNonNullElse(properties.getHeaders(), Map.of()));
            headers.put(WHY, why);
            AMQP.BasicProperties kept = properties
                    .builder()
                    .headers(headers)
                    .expiration(null)
                    .userId(null)
                    .build();
            getChannel().basicPublish("", CeleryLine.DEAD, kept, body);
            try {
                if (getChannel().waitForConfirms(CeleryLine.CONFIRM_MILLIS)) {
                    done(envelope);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (TimeoutException e) {
                throw new IOException(e);
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
