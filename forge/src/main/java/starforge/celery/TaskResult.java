package starforge.celery;

import com.rabbitmq.client.AMQP;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a task: how it goes, or what came of it.
 *
 * @param taskId whose
 * @param state SUCCESS, FAILURE, REVOKED, RETRY, STARTED, or a word of the task's own, such as PROGRESS
 * @param value what it gave, or what it says of itself on the way
 * @param failure what broke it, for FAILURE and RETRY
 */
public record TaskResult(String taskId, String state, Optional<Object> value, Optional<Failure> failure) {
    private static final int LONGEST_STATE = 50;

    /**
     * An exception of another language.
     *
     * @param type its class
     * @param message what it says
     * @param module where its class is from, "" when unknown
     * @param traceback how it came there, "" when unknown
     */
    public record Failure(String type, String message, String module, String traceback) {
        /** As one line: {@code ValueError: no such file}. */
        public String line() {
            return message.isEmpty() ? type : type + ": " + message;
        }
    }

    public static TaskResult success(String taskId, Object value) {
        return new TaskResult(taskId, "SUCCESS", Optional.of(value), Optional.empty());
    }

    /** A failure as Python understands it: a class that its module has is raised where the result is asked for. */
    public static TaskResult failure(String taskId, String type, String module, String message) {
        return new TaskResult(taskId, "FAILURE", Optional.empty(), Optional.of(new Failure(type, message, module, "")));
    }

    public static TaskResult revoked(String taskId) {
        Failure why = new Failure("TaskRevokedError", "expired", "celery.exceptions", "");
        return new TaskResult(taskId, "REVOKED", Optional.empty(), Optional.of(why));
    }

    /** Whether its worker lost the broker before or while the task was done: Celery calls that a failure of the task. */
    public boolean isCutOff() {
        return failure.filter(why ->
                        why.module().equals("kombu.exceptions") && why.type().equals("OperationalError"))
                .isPresent();
    }

    /** Whether nothing more will be said. */
    public boolean isEnd() {
        return state.equals("SUCCESS") || state.equals("FAILURE") || state.equals("REVOKED");
    }

    /** A value by its name, when it says several. */
    public Optional<Object> said(String name) {
        return value.filter(Map.class::isInstance).map(all -> ((Map<?, ?>) all).get(name));
    }

    /** Reads a result that came through a queue ({@code rpc://}). */
    static TaskResult read(AMQP.BasicProperties properties, byte[] body) throws Unreadable {
        return of(Body.read(properties, body));
    }

    /** Reads a result that lies in Redis, under {@code celery-task-meta-<id>}. */
    public static TaskResult read(String json) throws Unreadable {
        return of(Body.read(json));
    }

    private static TaskResult of(Object body) throws Unreadable {
        if (!(body instanceof Map<?, ?> all)
                || !(all.get("task_id") instanceof String id)
                || !(all.get("status") instanceof String state)
                || state.length() > LONGEST_STATE) {
            throw new Unreadable("no result of a task");
        }
        @Nullable Object value = all.get("result");
        boolean isFailure = state.matches("FAILURE|RETRY|REVOKED");
        return new TaskResult(
                id,
                state,
                isFailure ? Optional.empty() : Optional.ofNullable(value),
                isFailure ? Optional.of(failure(value, text(all.get("traceback")))) : Optional.empty());
    }

    private static Failure failure(@Nullable Object value, String traceback) {
        return value instanceof Map<?, ?> all
                ? new Failure(
                        text(all.get("exc_type")),
                        message(all.get("exc_message")),
                        text(all.get("exc_module")),
                        traceback)
                : new Failure("", text(value), "", traceback);
    }

    /** Python gives the values an exception was made of. */
    private static String message(@Nullable Object said) {
        return said instanceof List<?> parts
                ? parts.stream().map(TaskResult::text).collect(Collectors.joining(", "))
                : text(said);
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    byte[] body() {
        return Body.write(fields()).getBytes(StandardCharsets.UTF_8);
    }

    /** As Redis holds it. */
    public String json(Instant now) {
        Map<String, Object> all = fields();
        all.put("date_done", now.toString());
        return Body.write(all);
    }

    private Map<String, Object> fields() {
        Map<String, Object> all = new HashMap<>();
        all.put("task_id", taskId);
        all.put("status", state);
        all.put(
                "result",
                failure.<Object>map(TaskResult::written).or(() -> value).orElse(null));
        all.put("traceback", null);
        all.put("children", List.of());
        return all;
    }

    private static Map<String, Object> written(Failure why) {
        return Map.of("exc_type", why.type(), "exc_message", List.of(why.message()), "exc_module", why.module());
    }
}
