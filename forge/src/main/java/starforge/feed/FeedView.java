package starforge.feed;

import java.time.Clock;
import java.util.Map;
import starforge.web.Exchange;

/** A page of what happened, as templates know it: {@code days} and {@code older}. */
final class FeedView {
    private final Clock clock;

    FeedView(Clock clock) {
        this.clock = clock;
    }

    /** Before which place in the log to begin; before none when the address does not say it well. */
    static long before(Exchange exchange) {
        return exchange.query("before")
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }

    void put(Map<String, Object> model, FeedPage page) {
        model.put("days", FeedDay.group(page.stories(), clock));
        model.put("older", page.older());
    }
}
