package starforge.code;

import java.util.regex.Pattern;
import starforge.access.Unseen;
import starforge.highlight.Ordering;

/**
 * Characters that a reader does not see. Those that change the order of the text around them (Unicode Standard Annex 9,
 * "Explicit Directional Formatting Characters") make code read unlike it runs (CVE-2021-42574).
 */
public final class Hidden {
    private static final Pattern ORDERING = Pattern.compile("[\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]");

    private Hidden() {}

    /** Whether a text holds characters that change its order. */
    static boolean reorders(String text) {
        return Ordering.isIn(text);
    }

    /** A name on one line in its own order: what hides in it is written out. */
    public static String shown(String name) {
        return Unseen.written(name);
    }

    /** A line in one piece, each ordering character written out. */
    static String written(String line) {
        return ORDERING.matcher(line).replaceAll(found -> "[" + notation(found.group()) + "]");
    }

    private static String notation(String character) {
        return String.format("U+%04X", (int) character.charAt(0));
    }
}
