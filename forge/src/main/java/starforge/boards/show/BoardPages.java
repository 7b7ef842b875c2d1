package starforge.boards.show;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import starforge.access.Refusal;
import starforge.boards.Board;
import starforge.boards.Boards;
import starforge.boards.Panel;
import starforge.boards.Pushed;
import starforge.boards.Visitors;
import starforge.boards.Visitors.Visitor;
import starforge.events.Events;
import starforge.flags.Flags;
import starforge.web.Exchange;
import starforge.web.Routes;

/**
 * {@code /board/<name>}: a page that is whole each time it is asked for. Its script reads it again when the socket hints at news,
 * and changes what is different.
 */
public final class BoardPages {
    private static final Duration WEEK = Duration.ofDays(7);
    /** So many events for a line, as several may become one. */
    private static final int EVENTS_PER_ROW = 8;
    /** So many repositories are asked how they stand. */
    private static final int ASKED = 40;

    private final Boards boards;
    private final Visitors visitors;
    private final Events events;
    private final Flags flags;
    private final Clock clock;
    private final Tally tally;

    public BoardPages(Boards boards, Visitors visitors, Events events, Flags flags, Clock clock) {
        this.boards = boards;
        this.visitors = visitors;
        this.events = events;
        this.flags = flags;
        this.clock = clock;
        this.tally = new Tally(events, clock);
    }

    public void addTo(Routes routes) {
        routes.get("/board/:name", routes.costly(this::show));
    }

    private Object show(Exchange exchange) {
        Board board = boards.find(exchange.part(":name")).orElseThrow(Refusal::notFound);
        Optional<Visitor> visitor = visitors.of(exchange, board);
        if (visitor.filter(Visitor::shows).isEmpty() && !boards.maySee(exchange.who(), board)) {
            throw Refusal.notFound();
        }
        Map<String, Object> model = new HashMap<>();
        model.put("board", board);
        model.put("topics", boards.topics(board));
        model.put("host", exchange.base().replaceFirst("https?://", ""));
        visitor.ifPresent(screen -> model.put("screen", screen));
        addTime(model, board);
        addPanels(model, board);
        return exchange.html("boards/board", model);
    }

    private void addTime(Map<String, Object> model, Board board) {
        Instant now = clock.instant();
        ZonedDateTime here = now.atZone(board.zone());
        model.put("millis", now.toEpochMilli());
        model.put("date", localized(FormatStyle.FULL, false, board).format(here));
        model.put("clock", localized(FormatStyle.SHORT, true, board).format(here));
        model.put("night", board.night().isAt(here.toLocalTime()));
    }

    private static DateTimeFormatter localized(FormatStyle style, boolean time, Board board) {
        DateTimeFormatter format =
                time ? DateTimeFormatter.ofLocalizedTime(style) : DateTimeFormatter.ofLocalizedDate(style);
        return format.withLocale(board.language());
    }

    /** Above lights or a wall there is less room. */
    private static int rows(Board board) {
        int most = board.distance().rows();
        int below = (int) board.panels().stream().filter(Panel::isWide).count();
        return below == 0 || board.turn() > 0 ? most : most - 2 - below;
    }

    private void addPanels(Map<String, Object> model, Board board) {
        Set<Long> repos = boards.repos(board);
        int rows = rows(board);
        if (board.panels().contains(Panel.ACTIVITY)) {
            model.put("rows", Row.of(events.latest(boards.scope(board), Row.KINDS, rows * EVENTS_PER_ROW), rows));
        }
        if (board.panels().contains(Panel.TODAY)) {
            model.put("today", tally.today(repos, board.zone()));
        }
        if (board.panels().contains(Panel.STARS)) {
            List<?> leaders = boards.mostStarred(board, clock.instant().minus(WEEK));
            model.put("leaders", leaders);
        }
        if (board.panels().contains(Panel.LIGHTS)) {
            model.put("lights", lights(board));
        }
        if (board.panels().contains(Panel.WALL)) {
            model.put(
                    "wall",
                    Wall.of(
                            tally.days(repos, board.zone()),
                            clock.instant().atZone(board.zone()).toLocalDate()));
        }
    }

    private List<Light> lights(Board board) {
        List<Pushed> asked = boards.pushedLast(board, ASKED);
        return Light.of(asked, flags.newestOf(asked.stream().map(Pushed::id).toList()));
    }
}
