package starforge.screens;

import java.util.Optional;
import starforge.boards.Board;
import starforge.boards.Visitors;
import starforge.web.Exchange;

/** Tells boards which screen looks at them. */
public final class ScreenVisitors implements Visitors {
    private final Screens screens;

    public ScreenVisitors(Screens screens) {
        this.screens = screens;
    }

    @Override
    public Optional<Visitor> of(Exchange exchange, Board board) {
        return screens.of(exchange).map(screen -> {
            screens.seen(screen, exchange.remote());
            return new Visitor(screen.id(), screen.name(), screen.shows(board), screen.after(board));
        });
    }
}
