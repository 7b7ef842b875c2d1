package starforge.markup;

import java.util.Iterator;
import java.util.regex.Pattern;

/**
 * Counts the cells that the tables of a text can have at most. A row may leave out cells, the parser makes them all the
 * same: a wide head above many short rows would cost much more than it takes to write.
 */
final class TableSize {
    private static final int MOST_COLUMNS = 500;
    private static final int MOST_CELLS = 100_000;
    /** The line below the head, also within quotes and lists. */
    private static final Pattern DELIMITERS = Pattern.compile("[-+*>:| \t0-9.)]*\\|[-:| \t]*");

    private TableSize() {}

    /** Throws {@link TooMuch} above 500 columns or 100,000 cells. */
    static void check(String text) {
        long cells = 0;
        long columns = 0;
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            columns = line.isBlank() ? 0 : Math.max(columns, columns(line));
            cells += columns;
            if (columns > MOST_COLUMNS || cells > MOST_CELLS) {
                throw new TooMuch("a table of " + columns + " columns, " + cells + " cells in all");
            }
        }
    }

    private static long columns(String line) {
        return DELIMITERS.matcher(line).matches()
                ? line.chars().filter(c -> c == '|').count() + 1
                : 0;
    }
}
