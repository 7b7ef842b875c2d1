package starforge.events;

import java.util.Optional;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.bus.Event;
import starforge.bus.Topic;
import starforge.web.Exchange;

/**
 * What was asked of {@code /-/events}.
 *
 * @param after the last place in the log that the asker knows, 0 for the beginning
 * @param topic only events of this topic, if given
 * @param follows whether to go on with what happens from now on
 */
record EventQuery(long after, Optional<Topic> topic, boolean follows, StreamForm form) {
    /** Reads a request. A refusal MALFORMED when it makes no sense. */
    static EventQuery of(Exchange exchange) {
        boolean isHead = exchange.method().equals("HEAD");
        boolean isServerSent = exchange.header("Accept")
                .filter(accept -> accept.contains("text/event-stream"))
                .isPresent();
        boolean wished = exchange.query("follow").filter("1"::equals).isPresent();
        Optional<String> resumed = isServerSent ? exchange.header("Last-Event-ID") : Optional.empty();
        return new EventQuery(
                resumed.or(() -> exchange.query("after")).map(EventQuery::place).orElse(0L),
                exchange.query("topic").map(EventQuery::topic),
                !isHead && (isServerSent || wished),
                isServerSent ? StreamForm.SERVER_SENT : StreamForm.LINES);
    }

    private static long place(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new Refusal(Reason.MALFORMED, "events.after");
        }
        return Long.parseLong(text);
    }

    private static Topic topic(String name) {
        try {
            return new Topic(name);
        } catch (IllegalArgumentException e) {
            throw new Refusal(e, Reason.MALFORMED, "events.no-topic");
        }
    }

    boolean wants(Event event) {
        return topic.map(event.topics()::contains).orElse(true);
    }
}
