package starforge.screens;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.admin.AdminRoutes;
import starforge.boards.Board;
import starforge.boards.Boards;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /admin/screens}: the screens, how they are, and what can be asked of each. */
public final class ScreenAdminPages {
    private static final String HOME = "/admin/screens";
    private static final String ONE = HOME + "/:id";

    private final Screens screens;
    private final Boards boards;
    private final Clock clock;

    /**
     * One line of the list.
     *
     * @param there whether it said lately that it is there
     */
    public record Line(Screen screen, boolean there) {}

    public ScreenAdminPages(Screens screens, Boards boards, Clock clock) {
        this.screens = screens;
        this.boards = boards;
        this.clock = clock;
    }

    public void addTo(Routes all) {
        AdminRoutes routes = new AdminRoutes(all);
        routes.get(HOME, this::list);
        routes.get(ONE, exchange -> show(exchange, Map.of()));
        routes.post(ONE, exchange -> Forms.orAgain(exchange, this::change, wrong -> show(exchange, wrong)));
        routes.post(ONE + "/order", this::order);
        routes.post(ONE + "/revoke", this::revoke);
    }

    private Object list(Exchange exchange) {
        List<Line> lines = screens.all().stream().map(this::line).toList();
        return exchange.html("screens/all", Map.of("screens", lines));
    }

    private Line line(Screen screen) {
        return new Line(screen, screen.isThere(clock.instant()));
    }

    private Screen numbered(Exchange exchange) {
        return screens.find(Forms.number(exchange.part(":id"))).orElseThrow(Refusal::notFound);
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        Screen screen = numbered(exchange);
        Map<String, Object> model = new HashMap<>();
        model.put("line", line(screen));
        model.put("boards", boards.all());
        model.put("chosen", screen.boards().stream().map(Board::name).toList());
        model.putAll(more);
        return exchange.html("screens/one", model);
    }

    private Object change(Exchange exchange) {
        Screen screen = numbered(exchange);
        screens.change(exchange.who(), screen, exchange.form("name"), ChosenBoards.of(exchange, boards));
        return done(exchange, screen, "screens.changed");
    }

    private Object order(Exchange exchange) {
        Screen screen = numbered(exchange);
        Order order = Order.of(exchange.form("order"))
                .orElseThrow(() -> new Refusal(Reason.MALFORMED, "screens.order-words"));
        screens.order(exchange.who(), screen, order);
        return done(exchange, screen, "screens.asked");
    }

    private static Object done(Exchange exchange, Screen screen, String sentence) {
        return exchange.redirect(HOME + "/" + screen.id(), Notice.ok(sentence, screen.name()));
    }

    private Object revoke(Exchange exchange) {
        Screen screen = numbered(exchange);
        screens.revoke(exchange.who(), screen);
        return exchange.redirect(HOME, Notice.ok("screens.revoked", screen.name()));
    }
}
