package starforge.boards;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Refusal;
import starforge.admin.AdminRoutes;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /admin/boards}: the boards, and the form of each. */
public final class BoardAdminPages {
    private static final String HOME = "/admin/boards";
    private static final String ONE = HOME + "/:name";

    private final Boards boards;

    /**
     * One line of the list.
     *
     * @param open whether anybody may see it
     */
    public record Line(Board board, boolean open) {}

    public BoardAdminPages(Boards boards) {
        this.boards = boards;
    }

    public void addTo(Routes all) {
        AdminRoutes routes = new AdminRoutes(all);
        routes.get(HOME, exchange -> list(exchange, Map.of("fields", BoardForm.fresh())));
        routes.post(
                HOME,
                exchange -> Forms.orAgain(exchange, this::create, wrong -> list(exchange, sent(exchange, wrong))));
        routes.get(ONE, exchange -> show(exchange, Map.of()));
        routes.post(
                ONE, exchange -> Forms.orAgain(exchange, this::change, wrong -> show(exchange, sent(exchange, wrong))));
        routes.post(ONE + "/delete", this::delete);
    }

    private static Map<String, Object> sent(Exchange exchange, Map<String, Object> wrong) {
        Map<String, Object> model = new HashMap<>(wrong);
        model.put("fields", BoardForm.sent(exchange));
        return model;
    }

    private Object list(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = choices();
        List<Line> lines = boards.all().stream()
                .map(board -> new Line(board, boards.isOpen(board)))
                .toList();
        model.put("boards", lines);
        model.putAll(more);
        return exchange.html("boards/all", model);
    }

    private Object create(Exchange exchange) {
        Board made = boards.create(exchange.who(), BoardForm.read(exchange, 0), BoardForm.repos(exchange));
        return exchange.redirect(HOME + "/" + made.name(), Notice.ok("boards.made", made.title()));
    }

    private Board named(Exchange exchange) {
        return boards.find(exchange.part(":name")).orElseThrow(Refusal::notFound);
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        Board board = named(exchange);
        List<Chosen> chosen = boards.chosen(board);
        Map<String, Object> model = choices();
        model.put("board", board);
        model.put("open", boards.isOpen(board));
        model.put("lost", chosen.stream().filter(repo -> !repo.isShown()).toList());
        model.put("fields", BoardForm.of(board, chosen));
        model.putAll(more);
        return exchange.html("boards/one", model);
    }

    private Object change(Exchange exchange) {
        Board wish = BoardForm.read(exchange, named(exchange).id());
        boards.change(exchange.who(), wish, BoardForm.repos(exchange));
        return exchange.redirect(HOME + "/" + wish.name(), Notice.ok("boards.changed", wish.title()));
    }

    private Object delete(Exchange exchange) {
        Board board = named(exchange);
        boards.delete(exchange.who(), board);
        return exchange.redirect(HOME, Notice.ok("boards.deleted", board.title()));
    }

    private static Map<String, Object> choices() {
        Map<String, Object> model = new HashMap<>();
        model.put("panels", Arrays.stream(Panel.values()).map(Panel::word).toList());
        model.put(
                "distances",
                Arrays.stream(Distance.values()).map(Distance::word).toList());
        model.put("languages", BoardForm.LANGUAGES);
        model.put("rotations", BoardForm.ROTATIONS);
        return model;
    }
}
