package starforge.celery;

import com.rabbitmq.client.AMQP;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One task to be done, as it travels.
 *
 * @param id of this task; a message of the same id is the same task
 * @param task name of what is to be done
 * @param args values by their places, as JSON has them
 * @param kwargs values by their names
 * @param retries how often it was tried before
 * @param eta not before this
 * @param expires not after this
 * @param hard after so long its worker is killed; zero for no limit
 * @param soft after so long it is told to end; zero for no limit
 * @param priority from 0 to 9; higher ones go first
 * @param replyTo queue for its results, "" for none
 * @param correlationId what results repeat
 */
public record TaskMessage(
        String id,
        String task,
        List<Object> args,
        Map<String, Object> kwargs,
        int retries,
        Optional<Instant> eta,
        Optional<Instant> expires,
        Duration hard,
        Duration soft,
        int priority,
        String replyTo,
        String correlationId) {
    private static final int PERSISTENT = 2;

    public TaskMessage {
        // Values of others may be null, which List.copyOf refuses.
        args = Collections.unmodifiableList(args);
        kwargs = Collections.unmodifiableMap(kwargs);
    }

    /** A task with values by their names, to be done at once and within any time. */
    public static TaskMessage of(String id, String task, Map<String, Object> kwargs, int priority) {
        return new TaskMessage(
                id,
                task,
                List.of(),
                kwargs,
                0,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                priority,
                "",
                id);
    }

    /** The same, whose results go to a queue. */
    TaskMessage answeredTo(String queue) {
        return new TaskMessage(
                id, task, args, kwargs, retries, eta, expires, hard, soft, priority, queue, correlationId);
    }

    /** The same within limits of time. */
    public TaskMessage within(Instant end, Duration hardLimit, Duration softLimit) {
        return new TaskMessage(
                id,
                task,
                args,
                kwargs,
                retries,
                eta,
                Optional.of(end),
                hardLimit,
                softLimit,
                priority,
                replyTo,
                correlationId);
    }

    /** Whether it came too late. */
    public boolean isExpired(Instant now) {
        return expires.filter(end -> !end.isAfter(now)).isPresent();
    }

    /**
     * Reads a message.
     *
     * @throws Unreadable when it is not one of protocol 2 in JSON
     */
    static TaskMessage read(AMQP.BasicProperties properties, byte[] body) throws Unreadable {
        Headers headers = new Headers(properties.getHeaders());
        Object values = Body.read(properties, body);
        if (!headers.has("task") || !headers.has("id")) {
            throw new Unreadable("no task of protocol version 2");
        }
        if (!(values instanceof List<?> parts)
                || parts.size() != 3
                || !(parts.get(0) instanceof List<?> args)
                || !(parts.get(1) instanceof Map<?, ?> kwargs)) {
            throw new Unreadable("a body that is not [args, kwargs, embed]");
        }
        Map<String, Object> named = new HashMap<>();
        kwargs.forEach((name, value) -> named.put(String.valueOf(name), value));
        String id = headers.text("id", 255);
        return new TaskMessage(
                id,
                headers.text("task", 255),
                new ArrayList<>(args),
                named,
                headers.number("retries"),
                headers.time("eta"),
                headers.time("expires"),
                headers.limit(0),
                headers.limit(1),
                Math.max(0, Math.min(9, Objects.requireNonNullElse(properties.getPriority(), 0))),
                Objects.requireNonNullElse(properties.getReplyTo(), ""),
                Objects.requireNonNullElse(properties.getCorrelationId(), id));
    }

    byte[] body() {
        Map<String, Object> embed = new HashMap<>();
        List.of("callbacks", "errbacks", "chain", "chord").forEach(name -> embed.put(name, null));
        return Body.write(List.of(args, kwargs, embed)).getBytes(StandardCharsets.UTF_8);
    }

    AMQP.BasicProperties properties() {
        AMQP.BasicProperties.Builder all = new AMQP.BasicProperties.Builder()
                .headers(headers())
                .contentType(Body.TYPE)
                .contentEncoding(Body.ENCODING)
                .deliveryMode(PERSISTENT)
                .priority(priority)
                .correlationId(correlationId);
        return (replyTo.isEmpty() ? all : all.replyTo(replyTo)).build();
    }

    /** What its values are is nobody's business who only looks at the queue. */
    private Map<String, Object> headers() {
        Map<String, Object> all = new HashMap<>();
        all.put("lang", "java");
        all.put("task", task);
        all.put("id", id);
        all.put("root_id", id);
        all.put("parent_id", null);
        all.put("group", null);
        all.put("meth", null);
        all.put("shadow", null);
        all.put("eta", eta.map(TaskMessage::iso).orElse(null));
        all.put("expires", expires.map(TaskMessage::iso).orElse(null));
        all.put("retries", retries);
        all.put("timelimit", Arrays.asList(seconds(hard), seconds(soft)));
        all.put("argsrepr", "()");
        all.put("kwargsrepr", "{...}");
        all.put("origin", "starforge");
        return all;
    }

    private static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static @Nullable Object seconds(Duration limit) {
        return limit.isZero() ? null : limit.toSeconds();
    }
}
