package starforge.git.read;

/** Names in a patch, quoted as Git does with core.quotePath (quote.c): only when they hold what would be misread. */
final class Quoted {
    private static final String LETTERS = "abtnvfr";

    private Quoted() {}

    /** The name after a prefix such as "a/", both in one pair of quotes when quotes are needed. */
    static String name(String prefix, String raw) {
        StringBuilder quoted = new StringBuilder(prefix);
        raw.chars().forEach(letter -> append(quoted, letter));
        return quoted.length() == prefix.length() + raw.length() ? quoted.toString() : "\"" + quoted + "\"";
    }

    private static void append(StringBuilder out, int letter) {
        if (letter == '"' || letter == '\\') {
            out.append('\\').append((char) letter);
        } else if (letter >= 7 && letter <= 13) {
            out.append('\\').append(LETTERS.charAt(letter - 7));
        } else if (letter < ' ' || letter >= 127) {
            out.append('\\').append(octal(letter));
        } else {
            out.append((char) letter);
        }
    }

    private static String octal(int letter) {
        return "" + (letter >> 6) + (letter >> 3 & 7) + (letter & 7);
    }
}
