package starforge.live;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.bus.Tickets;
import starforge.bus.Tickets.Grant;
import starforge.bus.Topic;
import starforge.web.Exchange;
import starforge.web.Routes;

/** {@code POST /-/live/token}: a fresh ticket for a page whose connection broke. */
public final class LivePages {
    private static final int MOST_TOPICS = 128;

    private final Tickets tickets;
    private final TopicGuard guard;

    public LivePages(Tickets tickets, TopicGuard guard) {
        this.tickets = tickets;
        this.guard = guard;
    }

    public void addTo(Routes routes) {
        routes.visitorPost("/-/live/token", this::token);
    }

    /** Field {@code topics}: names with spaces between; those the asker may not watch (any longer) are left out. */
    private Object token(Exchange exchange) {
        Grant asker = guard.grant(exchange, Set.of());
        Set<Topic> topics = wanted(exchange.form("topics")).stream()
                .filter(topic -> guard.mayWatch(asker, topic))
                .collect(Collectors.toSet());
        if (topics.isEmpty()) {
            throw new Refusal(Reason.FORBIDDEN, "live.nothing-to-watch");
        }
        String ticket = tickets.issue(guard.grant(exchange, topics));
        List<String> names = topics.stream().map(Topic::name).sorted().toList();
        return exchange.json(Map.of("token", ticket, "topics", names));
    }

    private static List<Topic> wanted(String names) {
        try {
            return Arrays.stream(names.strip().split("[\\s,]+"))
                    .filter(name -> !name.isEmpty())
                    .limit(MOST_TOPICS)
                    .map(Topic::new)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new Refusal(e, Reason.MALFORMED, "live.no-topic");
        }
    }
}
