package starforge.markup;

import java.util.List;
import starforge.highlight.Ordering;
import starforge.highlight.Piece;

/** A line of code as HTML: a span for each coloured piece, a tag for the name of each character that reorders the text. */
public final class CodeLine {
    private CodeLine() {}

    /**
     * Writes a line.
     *
     * @param pieces as the file has them; what reorders them is written out here
     */
    public static Html of(List<Piece> pieces) {
        StringBuilder html = new StringBuilder();
        for (Piece piece : Ordering.written(pieces)) {
            String look = piece.isHidden() ? "sf-tag is-warn" : piece.look();
            if (look.isEmpty()) {
                escape(piece.text(), html);
            } else {
                html.append("<span class=\"").append(look).append("\">");
                escape(piece.text(), html);
                html.append("</span>");
            }
        }
        return new Html(html.toString());
    }

    static void escape(String text, StringBuilder html) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case 0 -> html.append('\ufffd'); // HTML cannot hold it
                default -> html.append(letter);
            }
        }
    }
}
