package starforge.screens;

import java.util.Map;
import java.util.Optional;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.boards.Board;
import starforge.web.Exchange;
import starforge.web.Handler;
import starforge.web.Routes;

/** What a paired device asks, with its token (RFC 6750) or, as a browser, with its cookie. */
public final class DevicePages {
    /** Leads a screen to its board. */
    static final String HOME = "/-/device/home";

    private static final String BEARER = "Bearer ";

    private final Screens screens;

    public DevicePages(Screens screens) {
        this.screens = screens;
    }

    public void addTo(Routes routes) {
        routes.postFromAnywhere("/-/device/launch", withToken(this::launch));
        routes.postFromAnywhere("/-/device/health", withToken(this::health));
        routes.get("/-/device/enter/:ticket", this::enter);
        routes.get(HOME, this::home);
    }

    private Object launch(Exchange exchange, Screen screen) {
        screens.seen(screen, exchange.remote());
        return exchange.json(Map.of("url", "/-/device/enter/" + screens.launch(screen)));
    }

    private Object health(Exchange exchange, Screen screen) {
        screens.healthy(screen, exchange.remote(), Health.of(exchange::form));
        return exchange.json(Map.of(
                "name",
                screen.name(),
                "boards",
                screen.boards().stream().map(Board::name).toList()));
    }

    private interface Deed {
        Object answer(Exchange exchange, Screen screen);
    }

    private Handler withToken(Deed deed) {
        return exchange -> {
            Optional<Screen> screen = exchange.header("Authorization")
                    .filter(header -> header.startsWith(BEARER))
                    .flatMap(header ->
                            screens.byToken(header.substring(BEARER.length()).strip()));
            exchange.header("Cache-Control", "no-store");
            if (screen.isEmpty()) {
                exchange.status(Reason.LOGIN.status()).header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                return exchange.json(Map.of("error", "invalid_token"));
            }
            return deed.answer(exchange, screen.get());
        };
    }

    /** A ticket is taken by a browser that goes there, not by who only asks whether there is something. */
    private Object enter(Exchange exchange) {
        if (!exchange.method().equals("GET")) {
            throw Refusal.notFound();
        }
        String cookie = screens.enter(exchange.part(":ticket")).orElseThrow(Refusal::notFound);
        exchange.cookies().set(Screens.COOKIE, cookie);
        return exchange.redirect(HOME);
    }

    private Object home(Exchange exchange) {
        Screen screen = screens.of(exchange).orElseThrow(Refusal::notFound);
        return screen.boards().isEmpty()
                ? exchange.header("Refresh", "10")
                        .html("screens/idle", Map.of("screen", screen, "beat", "starforge idle " + System.nanoTime()))
                : exchange.redirect(screen.boards().get(0).url());
    }
}
