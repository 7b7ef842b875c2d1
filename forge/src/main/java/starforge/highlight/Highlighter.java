package starforge.highlight;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Colours for the lines of a file. Texts over 512 Ki letters or 5,000 lines stay plain, as do lines over 2,000 letters and
 * what is left when a file has taken 200 ms of the processor. For any number of threads; keeps nothing.
 */
public final class Highlighter {
    private static final int MOST_LINES = 5_000;
    private static final int MOST_LETTERS = 512 << 10;

    private final Languages languages = new Languages();
    private final Duration patience;

    /**
     * Lines in pieces.
     *
     * @param isCut whether some have no colours only because time was up, so that another try may do better
     */
    public record Coloured(List<List<Piece>> lines, boolean isCut) {}

    public Highlighter() {
        this(Duration.ofMillis(200));
    }

    /** With another time for a file. */
    Highlighter(Duration patience) {
        this.patience = patience;
    }

    public Languages languages() {
        return languages;
    }

    /**
     * The lines in coloured pieces, which hold the same letters line by line; the caller writes out what hides in them
     * ({@link Ordering}).
     *
     * @param fileName last part of the path; with the first line it decides the language
     * @param lines without their ends
     */
    public List<List<Piece>> colours(String fileName, List<String> lines) {
        return coloured(languages.of(fileName, lines.isEmpty() ? "" : lines.get(0)), lines)
                .lines();
    }

    /** The same, in a language that is known; plain without one. */
    public Coloured coloured(Optional<Language> language, List<String> lines) {
        if (language.filter(Language::hasColours).isEmpty() || isTooMuch(lines)) {
            return new Coloured(lines.stream().map(Colouring::plain).toList(), false);
        }
        Colouring colouring = new Colouring(language.get(), Colouring.now() + patience.toNanos());
        List<List<Piece>> pieces = colouring.lines(lines);
        return new Coloured(pieces, colouring.isCut());
    }

    private static boolean isTooMuch(List<String> lines) {
        return lines.size() > MOST_LINES
                || lines.stream().mapToInt(String::length).sum() > MOST_LETTERS;
    }
}
