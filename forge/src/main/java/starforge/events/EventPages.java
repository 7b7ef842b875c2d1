package starforge.events;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.bus.Broadcasts;
import starforge.web.Exchange;
import starforge.web.Routes;

/** {@code /-/events}: the log for everybody, in so far as they may see it, to read on in or to follow. */
public final class EventPages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPages.class);
    private static final int MOST_TOLD = 1000;
    /** One page passes over so many events at most, so that one who may see little costs little. */
    private static final int MOST_READ = 20_000;

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Events log;
    private final Gate gate;
    private final Followers followers;

    public EventPages(Events log, Gate gate, Broadcasts broadcasts) {
        this.log = log;
        this.gate = gate;
        this.followers = new Followers(broadcasts);
    }

    public void addTo(Routes routes) {
        routes.get("/-/events", this::events);
    }

    private Object events(Exchange exchange) throws InterruptedException {
        EventQuery query = EventQuery.of(exchange);
        Reading reading = new Reading(log, gate, query);
        if (query.follows()) {
            follow(exchange, query, reading);
            return "";
        }
        exchange.type(query.form().type());
        return page(exchange, query, reading);
    }

    /** One page; a {@code Link} header with {@code rel="next"} (RFC 8288) says where to read on when there is more. */
    private static String page(Exchange exchange, EventQuery query, Reading reading) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MOST_READ && reading.told() < MOST_TOLD && !reading.isAtEnd(); i += Reading.BATCH) {
            text.append(reading.next(exchange::who, MOST_TOLD - reading.told()));
        }
        if (!reading.isAtEnd()) {
            String topic = query.topic().map(name -> "&topic=" + name).orElse("");
            exchange.header("Link", "</-/events?after=" + reading.at() + topic + ">; rel=\"next\"");
        }
        return text.toString();
    }

    private void follow(Exchange exchange, EventQuery query, Reading reading) throws InterruptedException {
        try (Followers.Place place = followers.enter()) {
            // Nginx would keep what comes slowly until there is more of it.
            exchange.type(query.form().type()).header("X-Accel-Buffering", "no");
            OutputStream out = exchange.rawResponse().getOutputStream();
            new Following(reading, query.form(), out, HEARTBEAT).run(place, () -> stillThere(exchange));
        } catch (IOException e) {
            LOG.debug("A follower left", e);
        }
    }

    /** A stream ends with the sign-in or the token it was asked for with. */
    private static Identity stillThere(Exchange exchange) {
        Identity now = exchange.now();
        if (now.userId() != exchange.who().userId()) {
            throw new Refusal(Reason.LOGIN, "events.signed-out");
        }
        return now;
    }

    /** How many follow now. */
    public int followers() {
        return followers.count();
    }

    /** Ends the following; they may come back with the last place they know. */
    @Override
    public void close() {
        followers.close();
    }
}
