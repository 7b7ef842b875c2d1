package starforge.markup;

import java.util.ArrayList;
import java.util.List;
import starforge.highlight.Piece;

/** A line as HTML: coloured like any {@link CodeLine}, with the words marked that changed or were found. */
public final class MarkedLine {
    private final List<Piece> pieces;
    private int piece;
    private int letter;

    /** What is said of a part of a line. */
    public enum Mark {
        NONE,
        INS,
        DEL,
        FOUND
    }

    /**
     * A part of a line.
     *
     * @param letters how long it is, in UTF-16 units
     */
    public record Part(int letters, Mark mark) {}

    private MarkedLine(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /**
     * Writes a line. A colour that goes on from one part to the next is written in both.
     *
     * @param pieces as the file has them
     * @param parts which have as many letters as the pieces
     */
    public static Html of(List<Piece> pieces, List<Part> parts) {
        MarkedLine line = new MarkedLine(pieces);
        StringBuilder html = new StringBuilder();
        for (Part part : parts) {
            String coloured = CodeLine.of(line.next(part.letters())).safe();
            html.append(
                    switch (part.mark()) {
                        case NONE -> coloured;
                        case INS -> "<ins>" + coloured + "</ins>";
                        case DEL -> "<del>" + coloured + "</del>";
                        case FOUND -> "<mark>" + coloured + "</mark>";
                    });
        }
        return new Html(html.toString());
    }

    private List<Piece> next(int letters) {
        List<Piece> taken = new ArrayList<>();
        int left = letters;
        while (left > 0 && piece < pieces.size()) {
            Piece from = pieces.get(piece);
            int end = Math.min(from.text().length(), letter + left);
            taken.add(new Piece(from.text().substring(letter, end), from.look()));
            left -= end - letter;
            boolean isDone = end == from.text().length();
            piece += isDone ? 1 : 0;
            letter = isDone ? 0 : end;
        }
        return taken;
    }
}
