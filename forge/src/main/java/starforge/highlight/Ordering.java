package starforge.highlight;

import java.util.ArrayList;
import java.util.List;

/**
 * Characters that change the order of the text around them (Unicode Standard Annex 9, "Explicit Directional Formatting
 * Characters") make code read unlike it runs (CVE-2021-42574). On a page their names stand in their place.
 */
public final class Ordering {
    private Ordering() {}

    /** Whether a text holds one of them. */
    public static boolean isIn(String text) {
        return next(text, 0) < text.length();
    }

    /** The same pieces, each ordering character a piece of its own that holds its name, such as U+202E. */
    public static List<Piece> written(List<Piece> pieces) {
        if (pieces.stream().noneMatch(piece -> isIn(piece.text()))) {
            return pieces;
        }
        List<Piece> written = new ArrayList<>();
        for (Piece piece : pieces) {
            split(piece, written);
        }
        return written;
    }

    private static void split(Piece piece, List<Piece> written) {
        String text = piece.text();
        int from = 0;
        while (from < text.length()) {
            int found = next(text, from);
            if (found > from) {
                written.add(new Piece(text.substring(from, found), piece.look()));
            }
            if (found < text.length()) {
                written.add(new Piece(String.format("U+%04X", (int) text.charAt(found)), Piece.HIDDEN));
            }
            from = found + 1;
        }
    }

    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && !isOrdering(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isOrdering(char letter) {
        return (letter >= '\u202a' && letter <= '\u202e') || (letter >= '\u2066' && letter <= '\u2069');
    }
}
