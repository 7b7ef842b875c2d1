package starforge.markup;

import java.util.Locale;
import java.util.Set;

/** Turns a text of a repository into HTML that is safe to show, in time proportional to its length. */
public final class Markup {
    private static final Set<String> MARKDOWN = Set.of("md", "markdown", "mdown", "mkd", "mkdn");
    private static final int MOST_LETTERS = 512 * 1024;

    private final PlainText plain = new PlainText();
    private final Markdown markdown = new Markdown();

    /**
     * Renders Markdown by the file's ending and everything else as plain text. Markdown of more than 512 Ki letters, or
     * nested or repeated beyond what a reader could follow, is plain text too.
     *
     * @param fileName last part of the path, as {@code README.md}
     * @param text the whole file, line ends of any kind
     * @param links where its relative links lead
     */
    public Html render(String fileName, String text, Links links) {
        if (!isMarkdown(fileName) || text.length() > MOST_LETTERS) {
            return plain.render(text);
        }
        try {
            return markdown.render(text, links);
        } catch (TooMuch e) {
            return plain.render(text);
        }
    }

    /** Whether a file is shown as Markdown. */
    public static boolean isMarkdown(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot >= 0 && MARKDOWN.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
