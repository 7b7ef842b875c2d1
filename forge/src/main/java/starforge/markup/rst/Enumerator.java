package starforge.markup.rst;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a list's item: {@code 1.}, {@code b)}, {@code (iv)} or {@code #.} for the next one.
 *
 * @param form what is around it, as {@code "()"}
 * @param text the number as written
 * @param width letters up to the end of the form
 */
record Enumerator(String form, String text, int width) {
    private static final Pattern FORM =
            Pattern.compile("(\\(?)([0-9]{1,9}|[A-Za-z]|[ivxlcdm]{1,12}|[IVXLCDM]{1,12}|#)([.)])(?: .*|$)");
    private static final String ROMAN = "ivxlcdm";
    private static final int[] WORTH = {1, 5, 10, 50, 100, 500, 1000};

    static Optional<Enumerator> of(String line) {
        Matcher form = FORM.matcher(line);
        if (!form.matches() || (form.group(1).equals("(") && form.group(3).equals("."))) {
            return Optional.empty();
        }
        return Optional.of(new Enumerator(form.group(1) + form.group(3), form.group(2), form.end(3)));
    }

    /** What it counts as at the beginning of a list. */
    int number() {
        char c = text.charAt(0);
        if (Character.isDigit(c)) {
            return Integer.parseInt(text);
        }
        if (text.length() > 1 || c == 'i' || c == 'I') {
            return roman();
        }
        return c == '#' ? 1 : letter();
    }

    /** Whether it is a number of the list that another one began. */
    boolean follows(Enumerator first, int number) {
        if (!form.equals(first.form) || (isDigits() != first.isDigits() && !text.equals("#"))) {
            return false;
        }
        return text.equals("#") || number() == number || (!isDigits() && (letter() == number || roman() == number));
    }

    private boolean isDigits() {
        return Character.isDigit(text.charAt(0)) || text.equals("#");
    }

    private int letter() {
        return text.length() == 1 ? Character.toLowerCase(text.charAt(0)) - 'a' + 1 : 0;
    }

    private int roman() {
        int sum = 0;
        int last = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            int at = ROMAN.indexOf(text.toLowerCase(Locale.ROOT).charAt(i));
            int worth = at < 0 ? 0 : WORTH[at];
            sum += worth < last ? -worth : worth;
            last = Math.max(last, worth);
        }
        return sum;
    }
}
