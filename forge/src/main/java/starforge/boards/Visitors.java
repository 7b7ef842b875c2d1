package starforge.boards;

import java.util.Optional;
import starforge.web.Exchange;

/** Those who look at boards without an account: screens. Answered by a feature above this one. */
@FunctionalInterface
public interface Visitors {
    /** The screen that asks for a board, when it is one and nobody is signed in there. */
    Optional<Visitor> of(Exchange exchange, Board board);

    /**
     * A screen.
     *
     * @param id its number
     * @param name to be shown when somebody looks for it
     * @param shows whether the board is one of its own
     * @param next address of its board after this one, "" when it has no other
     */
    record Visitor(long id, String name, boolean shows, String next) {}
}
