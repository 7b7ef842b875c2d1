package starforge.markup.rst;

import java.util.Optional;

/**
 * reStructuredText to HTML in time proportional to the length of the text. The HTML holds whatever addresses the text has:
 * clean it before it is shown.
 */
public final class Rst {
    /**
     * Renders a whole text.
     *
     * @param text line ends of any kind
     * @return balanced elements; empty when the text asks for more than a reader could want: over 4 Mi letters of HTML, over
     *     1 Mi letters from substitutions, a table of more than 500 columns or 100,000 cells
     */
    public Optional<String> html(String text) {
        Names names = new Names();
        Notes notes = new Notes(names);
        try {
            Lines lines = Lines.of(text);
            return Optional.of(new Writer(names, notes).html(new Reader(names, notes, lines).read()));
        } catch (TooMuch e) {
            return Optional.empty();
        }
    }
}
