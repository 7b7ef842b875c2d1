package starforge.access;

import java.util.regex.Pattern;

/**
 * Characters that a reader does not see: controls, those that turn the direction of the text around them (Unicode UAX 9,
 * CVE-2021-42574), and those without a width (Unicode general category Cf). Joiners are let through behind letters beyond
 * ASCII, where scripts and emoji need them.
 */
public final class Unseen {
    private static final String FORMAT = "[\\p{Cf}&&[^\u200c\u200d]]|(?<![^\\x00-\\x7f])[\u200c\u200d]";
    private static final Pattern IN_LINE = Pattern.compile("[\\p{Cc}\u2028\u2029]|" + FORMAT);
    private static final Pattern IN_TEXT = Pattern.compile("[\\p{Cc}\u2028\u2029&&[^\\t\\r\\n]]|" + FORMAT);

    private Unseen() {}

    /** The same text on one line in its own order: what hides in it is written out, as [U+202E]. */
    public static String written(String text) {
        return written(IN_LINE, text);
    }

    /** As {@link #written}, for a text of several lines. */
    public static String writtenInText(String text) {
        return written(IN_TEXT, text);
    }

    /**
     * Checks one line that somebody typed for others to read.
     *
     * @throws Refusal INVALID at the field when something hides in it
     */
    public static void refuse(String field, String line) {
        refuse(field, line, IN_LINE);
    }

    /** As {@link #refuse}, for a text of several lines. */
    public static void refuseInText(String field, String text) {
        refuse(field, text, IN_TEXT);
    }

    private static String written(Pattern hidden, String text) {
        return isPlain(text) ? text : rewritten(hidden, text);
    }

    /** Most texts are ASCII that everybody sees; telling so is much faster than a search. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String rewritten(Pattern hidden, String text) {
        return hidden.matcher(text)
                .replaceAll(found -> String.format("[U+%04X]", found.group().codePointAt(0)));
    }

    private static void refuse(String field, String typed, Pattern hidden) {
        var found = hidden.matcher(typed);
        if (found.find()) {
            throw Refusal.invalid(field, "typed.unseen", written(found.group()));
        }
    }
}
