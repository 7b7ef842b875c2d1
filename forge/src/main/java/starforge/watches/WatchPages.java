package starforge.watches;

import java.util.Map;
import java.util.Optional;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code POST <repo>/watch/settings/<number>}, with the numbers of {@link WatchLevel} and -1 for no choice of one's own. */
public final class WatchPages {
    private static final String NO_CHOICE = "-1";

    private final Watches watches;

    public WatchPages(Watches watches) {
        this.watches = watches;
    }

    public void addTo(Routes routes) {
        routes.repoPost("watch/settings", Level.READ, this::choose);
    }

    private Object choose(Exchange exchange) {
        Watch watch = watches.choose(exchange.signedIn(), exchange.repo(), asked(exchange.rest()));
        String level = watch.level().word();
        if (exchange.wantsJson()) {
            return exchange.json(Map.of(
                    "level",
                    level,
                    "number",
                    watch.level().number(),
                    "chosen",
                    watch.chosen(),
                    "watchers",
                    watch.watchers()));
        }
        String url = "/" + exchange.repo().name();
        return exchange.redirect(
                exchange.cameFrom(url),
                Notice.ok("watch.now-" + level, exchange.repo().name()));
    }

    private static Optional<WatchLevel> asked(String number) {
        if (number.equals(NO_CHOICE)) {
            return Optional.empty();
        }
        return Optional.of(Optional.of(number)
                .filter(text -> text.matches("[0-9]"))
                .flatMap(text -> WatchLevel.of(Integer.parseInt(text)))
                .orElseThrow(() -> new Refusal(Reason.MALFORMED, "watch.how")));
    }
}
