package starforge.celery;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.bus.AmqpLink;

/**
 * Sends tasks and results, with publisher confirms. It also makes what they need at the broker: the exchange and queue
 * {@link #FOREIGN} of everybody's workers, and our own queues.
 */
public final class CeleryLine extends AmqpLink {
    /** Exchange, queue and routing key of tasks that others do: Celery's own default. */
    public static final String FOREIGN = "celery";
    /** Queue of tasks that others ask us to do. Declared as Celery does it by default, so that it may, too. */
    public static final String ASKED = "starforge";
    /** Queue of hints that there is a job of ours, the more urgent first; a forge's own mark follows. */
    static final String HINTS = "starforge.jobs.";
    /** Queue of what others' workers say of our tasks; a forge's own mark follows. */
    static final String RESULTS = "starforge.results.";
    /** Queue of what could not be read. */
    public static final String DEAD = "starforge.dead";

    static final int CONFIRM_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(CeleryLine.class);
    private static final String CONTROL = "celery.pidbox";
    private static final int MOST_PRIORITIES = 10;
    private static final int MOST_DEAD = 1_000;
    private static final int TRANSIENT = 1;

    private final String mark;
    private final Outbox outbox;
    private volatile long dead;

    /** What there is to be sent. */
    public interface Outbox {
        /** The broker knows nothing of what was sent before: it is a new one, or lost all it had. */
        void begunAnew();

        /** Sends what there is, or waits a moment for it. Called again and again while there is a broker. */
        void attend(Post post) throws IOException, InterruptedException;
    }

    /** One moment's way to the broker. */
    public interface Post {
        /** Sends a task that others do; its results come to our own queue. */
        void foreign(TaskMessage task) throws IOException;

        /** Says that there is a job of ours. */
        void hint(TaskMessage job) throws IOException;

        /** Answers who asked for a task. Where nobody waits any more, it is dropped. */
        void answer(TaskResult result, String replyTo, String correlationId) throws IOException;

        /** Tells all workers to let go of a task. */
        void revoke(String taskId) throws IOException;

        /** Waits until the broker has all that was sent. */
        void settle() throws IOException, InterruptedException;
    }

    /**
     * A line that is not started.
     *
     * @param mark of this forge, as several may share a broker
     */
    public CeleryLine(String address, String mark, Outbox outbox) {
        super(address, "celery line");
        this.mark = mark;
        this.outbox = outbox;
    }

    /** How many messages could not be read and are kept by the broker; as of some seconds ago. */
    public long dead() {
        return dead;
    }

    @Override
    protected void work(Channel channel) throws IOException, InterruptedException {
        if (!isThere(channel, RESULTS + mark)) {
            outbox.begunAnew();
        }
        declare(channel);
        channel.confirmSelect();
        ready();
        Sending sending = new Sending(channel);
        for (int turns = 0; isOpen() && channel.isOpen(); turns++) {
            if (turns % 16 == 0) {
                dead = channel.messageCount(DEAD);
            }
            outbox.attend(sending);
        }
    }

    private void declare(Channel channel) throws IOException {
        if (!isThere(channel, FOREIGN)) {
            channel.exchangeDeclare(FOREIGN, "direct", true);
            channel.queueDeclare(FOREIGN, true, false, false, Map.of());
            channel.queueBind(FOREIGN, FOREIGN, FOREIGN);
        }
        channel.exchangeDeclare(ASKED, "direct", true);
        channel.queueDeclare(ASKED, true, false, false, Map.of());
        channel.queueBind(ASKED, ASKED, ASKED);
        channel.queueDeclare(HINTS + mark, true, false, false, Map.of("x-max-priority", MOST_PRIORITIES));
        channel.queueDeclare(DEAD, true, false, false, Map.of("x-max-length", MOST_DEAD));
        channel.queueDeclare(RESULTS + mark, true, false, false, Map.of());
    }

    /** Asked on a channel of its own, which a no closes. A queue that others declared in their way is left so. */
    private static boolean isThere(Channel channel, String queue) throws IOException {
        Channel asking = Objects.requireNonNull(channel.getConnection().createChannel());
        try {
            asking.queueDeclarePassive(queue);
            asking.abort();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private final class Sending implements Post {
        private final Channel channel;

        Sending(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void foreign(TaskMessage task) throws IOException {
            TaskMessage answered = task.answeredTo(RESULTS + mark);
            channel.basicPublish(FOREIGN, FOREIGN, answered.properties(), answered.body());
        }

        @Override
        public void hint(TaskMessage job) throws IOException {
            channel.basicPublish("", HINTS + mark, job.properties(), job.body());
        }

        @Override
        public void answer(TaskResult result, String replyTo, String correlationId) throws IOException {
            AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                    .contentType(Body.TYPE)
                    .contentEncoding(Body.ENCODING)
                    .deliveryMode(TRANSIENT)
                    .correlationId(correlationId)
                    .build();
            channel.basicPublish("", replyTo, properties, result.body());
        }

        /** As {@code celery.app.control} tells it; where no worker ever was, there is nobody to tell. */
        @Override
        public void revoke(String taskId) throws IOException {
            Channel telling = Objects.requireNonNull(channel.getConnection().createChannel());
            try {
                telling.exchangeDeclarePassive(CONTROL);
            } catch (IOException e) {
                LOG.debug("No worker of others was ever at the broker", e);
                return;
            }
            Map<String, Object> arguments = Map.of("task_id", taskId, "terminate", true, "signal", "SIGTERM");
            Map<String, Object> command = Map.of("method", "revoke", "arguments", arguments);
            AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                    .headers(Map.of("clock", 0, "expires", Double.MAX_VALUE))
                    .contentType(Body.TYPE)
                    .contentEncoding(Body.ENCODING)
                    .build();
            telling.basicPublish(CONTROL, "", properties, Body.write(command).getBytes(StandardCharsets.UTF_8));
            telling.abort();
        }

        @Override
        public void settle() throws IOException, InterruptedException {
            try {
                if (!channel.waitForConfirms(CONFIRM_MILLIS)) {
                    throw new IOException("The broker did not take a message");
                }
            } catch (TimeoutException | ShutdownSignalException e) {
                throw new IOException(e);
            }
        }
    }
}
