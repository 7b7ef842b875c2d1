package starforge.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters that a reader does not see. Those that change the order of the text around them (Unicode Standard Annex 9,
 * "Explicit Directional Formatting Characters") make code read unlike it runs (CVE-2021-42574).
 */
final class Hidden {
    private static final Pattern ORDERING = Pattern.compile("[\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]");
    private static final Pattern IN_NAMES =
            Pattern.compile("[\\x{0}-\\x{1f}\\x{7f}-\\x{9f}\\x{200e}\\x{200f}\\x{2028}-\\x{202e}\\x{2066}-\\x{2069}]");

    private Hidden() {}

    /** Whether a text holds characters that change its order. */
    static boolean reorders(String text) {
        return ORDERING.matcher(text).find();
    }

    /** A line in pieces, each ordering character a marked piece of its own. */
    static List<Piece> pieces(String line) {
        Matcher found = ORDERING.matcher(line);
        List<Piece> pieces = new ArrayList<>(1);
        int done = 0;
        while (found.find()) {
            add(pieces, line.substring(done, found.start()));
            pieces.add(new Piece(notation(found.group()), Piece.HIDDEN));
            done = found.end();
        }
        add(pieces, line.substring(done));
        return pieces;
    }

    /** A name on one line in its own order: what hides in it is written out. */
    static String shown(String name) {
        return IN_NAMES.matcher(name).replaceAll(found -> "[" + notation(found.group()) + "]");
    }

    /** A line in one piece, each ordering character written out. */
    static String written(String line) {
        return ORDERING.matcher(line).replaceAll(found -> "[" + notation(found.group()) + "]");
    }

    private static void add(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, ""));
        }
    }

    private static String notation(String character) {
        return String.format("U+%04X", (int) character.charAt(0));
    }
}
