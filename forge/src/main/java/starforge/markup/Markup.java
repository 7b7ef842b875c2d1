package starforge.markup;

import java.util.Locale;
import java.util.Set;
import starforge.markup.rst.Rst;

/** Turns a text of a repository into HTML that is safe to show, in time proportional to its length. */
public final class Markup {
    private static final Set<String> MARKDOWN = Set.of("md", "markdown", "mdown", "mkd", "mkdn");
    private static final Set<String> RST = Set.of("rst", "rest");
    private static final int MOST_LETTERS = 512 * 1024;

    private final PlainText plain = new PlainText();
    private final Markdown markdown = new Markdown();
    private final Rst rst = new Rst();

    /**
     * Renders Markdown and reStructuredText by the file's ending and everything else as plain text. What has more than 512 Ki
     * letters, or is nested or repeated beyond what a reader could follow, is plain text too.
     *
     * @param fileName last part of the path, as {@code README.md}
     * @param text the whole file, line ends of any kind
     * @param links where its relative links lead
     */
    public Html render(String fileName, String text, Links links) {
        if (!isRendered(fileName) || text.length() > MOST_LETTERS) {
            return plain.render(text);
        }
        try {
            return isMarkdown(fileName)
                    ? markdown.render(text, links)
                    : rst.html(text).map(html -> SafeList.clean(html, links)).orElseGet(() -> plain.render(text));
        } catch (TooMuch e) {
            return plain.render(text);
        }
    }

    /** Whether a file is shown as the page that it describes, with headings that can be linked. */
    public static boolean isRendered(String fileName) {
        return isMarkdown(fileName) || RST.contains(ending(fileName));
    }

    private static boolean isMarkdown(String fileName) {
        return MARKDOWN.contains(ending(fileName));
    }

    private static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
