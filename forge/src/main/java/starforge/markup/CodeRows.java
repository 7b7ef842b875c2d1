package starforge.markup;

import java.util.List;
import starforge.words.Words;

/**
 * Lines of code as rows of a table, each with its number, which is a link to it. A long file has thousands of them, so they are written here
 * in one go and not line by line by a template.
 */
public final class CodeRows {
    /** What stands before and after the number of a line where it is said, as HTML. */
    private static final String[] SAID =
            html(Words.english().say("file.line", "\n")).split("\n", 2);

    private CodeRows() {}

    /**
     * Writes rows one after the other, each {@code <tr id="L7">} with the {@linkplain #cells cells} of its line.
     *
     * @param first number of the first line
     */
    public static Html of(int first, List<Html> lines) {
        StringBuilder html = new StringBuilder(160 * lines.size());
        for (int i = 0; i < lines.size(); i++) {
            html.append("<tr id=\"L").append(first + i).append("\">");
            cells(first + i, lines.get(i), html);
            html.append("</tr>\n");
        }
        return new Html(html.toString());
    }

    /** The cells of one line: the number and the text. */
    public static Html cells(int number, Html line) {
        StringBuilder html = new StringBuilder(160);
        cells(number, line, html);
        return new Html(html.toString());
    }

    private static void cells(int number, Html line, StringBuilder html) {
        html.append("<td class=\"sf-n\"><a href=\"#L").append(number);
        html.append("\" data-n=\"").append(number);
        html.append("\" aria-label=\"").append(SAID[0]).append(number).append(SAID[1]);
        html.append("\"></a></td><td>").append(line.safe()).append("</td>");
    }

    private static String html(String text) {
        StringBuilder html = new StringBuilder();
        CodeLine.escape(text, html);
        return html.toString();
    }
}
