package starforge.markup.rst;

/** What may stand around inline markup (the specification, "Inline markup recognition rules"). */
final class Letters {
    private static final String QUOTES = "'\"([{<";
    private static final String CLOSING = "'\")]}>";

    private Letters() {}

    static boolean mayStandBefore(char c) {
        boolean isAscii = c < 0x80;
        return Character.isWhitespace(c)
                || (isAscii ? "-:/'\"<([{".indexOf(c) >= 0 : isPunctuation(c, Character.START_PUNCTUATION));
    }

    static boolean mayStandBehind(char c) {
        boolean isAscii = c < 0x80;
        return Character.isWhitespace(c)
                || (isAscii ? "\0'\")]}>-/\\:.,;!?".indexOf(c) >= 0 : isPunctuation(c, Character.END_PUNCTUATION));
    }

    /** Whether two letters quote what is between them, as in {@code "*"}. */
    static boolean match(char before, char behind) {
        int quote = QUOTES.indexOf(before);
        return quote >= 0 && CLOSING.charAt(quote) == behind;
    }

    private static boolean isPunctuation(char c, byte side) {
        int type = Character.getType(c);
        return type == side
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || type == Character.DASH_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION;
    }
}
