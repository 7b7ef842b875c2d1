package starforge.markup.rst;

/** The line below a title, or the one above it as well: a sign repeated. */
final class Adornment {
    /** From this length on a line is one even when the title is longer. */
    static final int SHORTEST = 4;

    private Adornment() {}

    /** Any printable ASCII character that is no letter, digit or space. */
    static boolean isSign(char c) {
        return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    }

    static boolean is(String line) {
        return !line.isEmpty() && isSign(line.charAt(0)) && line.chars().allMatch(c -> c == line.charAt(0));
    }

    static boolean fits(String adornment, String title) {
        return !title.isEmpty() && (adornment.length() >= SHORTEST || adornment.length() >= title.length());
    }
}
