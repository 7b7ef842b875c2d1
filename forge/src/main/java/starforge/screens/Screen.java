package starforge.screens;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import starforge.boards.Board;

/**
 * A device that shows boards.
 *
 * @param model what it says it is
 * @param approvedBy name of the administrator who paired it
 * @param seenAt when it said last that it is there
 * @param remote its network address then
 * @param boards in the order in which they take turns
 */
public record Screen(
        long id,
        String name,
        String model,
        String approvedBy,
        Instant createdAt,
        Optional<Instant> seenAt,
        String remote,
        Health health,
        List<Board> boards) {
    /** A device says each minute that it is there. */
    private static final Duration GONE = Duration.ofMinutes(3);

    public boolean isThere(Instant now) {
        return seenAt.filter(at -> at.isAfter(now.minus(GONE))).isPresent();
    }

    /** Whether a board is one of its own. */
    public boolean shows(Board board) {
        return boards.stream().anyMatch(own -> own.id() == board.id());
    }

    /** Address of the board that follows another one, "" when there is no other. */
    String after(Board board) {
        int next = 1 + boards.stream().map(Board::id).toList().indexOf(board.id());
        return boards.size() < 2 ? "" : boards.get(next % boards.size()).url();
    }
}
