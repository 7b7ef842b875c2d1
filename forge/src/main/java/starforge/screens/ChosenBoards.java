package starforge.screens;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import starforge.access.Refusal;
import starforge.boards.Board;
import starforge.boards.Boards;
import starforge.web.Exchange;

/** The boards ticked in a form: the field {@code board}, once for each. */
public final class ChosenBoards {
    private ChosenBoards() {}

    /**
     * Finds them, each once, in the order of the form.
     *
     * @throws Refusal INVALID at that field when there is none, or one that does not exist
     */
    public static List<Board> of(Exchange exchange, Boards boards) {
        List<Board> chosen = new ArrayList<>();
        for (String name : exchange.forms("board")) {
            Optional<Board> board = boards.find(name);
            chosen.add(board.orElseThrow(() -> Refusal.invalid("board", "screens.no-board", name)));
        }
        if (chosen.isEmpty()) {
            throw Refusal.invalid("board", "screens.choose-board");
        }
        return chosen.stream().distinct().toList();
    }
}
