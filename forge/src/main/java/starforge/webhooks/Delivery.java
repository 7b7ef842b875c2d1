package starforge.webhooks;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that a webhook is told.
 *
 * @param jobId the job that sends it
 * @param msgId names it at the other end, also when it is sent again
 * @param topic in Pagure's words: {@code git.receive}
 * @param happened the event it tells of: {@code kind}, {@code actor} and its data
 * @param body what is sent; "" until it is sent first
 * @param headers what was sent with it, one a line, or ""
 * @param tries how often it was sent
 * @param status what the last answer was, 0 for none
 * @param answer how that began
 * @param problem why there is none, or ""
 * @param millis how long the last one took
 */
public record Delivery(
        long id,
        long hookId,
        long jobId,
        String msgId,
        String topic,
        Map<String, Object> happened,
        String body,
        String headers,
        State state,
        int tries,
        int status,
        String answer,
        String problem,
        int millis,
        Instant madeAt,
        Optional<Instant> sentAt) {
    /** How far it is. */
    public enum State {
        WAITING,
        DONE,
        FAILED
    }

    public Delivery {
        happened = Map.copyOf(happened);
    }

    /** The state as a word: {@code done}. */
    public String word() {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The event's kind; "" for a test. */
    String kind() {
        return String.valueOf(happened.getOrDefault("kind", ""));
    }

    String actor() {
        return String.valueOf(happened.getOrDefault("actor", ""));
    }

    /** One of the event's values, as text. */
    String value(String name) {
        return String.valueOf(happened.getOrDefault(name, ""));
    }
}
