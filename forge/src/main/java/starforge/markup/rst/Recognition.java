package starforge.markup.rst;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * Where inline markup begins and ends in one text, by the recognition rules of the specification (reStructuredText Markup
 * Specification, "Inline markup recognition rules"): a start-string begins a word, an end-string ends one. Each kind of end is
 * looked for from the left to the right once.
 */
final class Recognition {
    static final int LONGEST_NAME = 200;

    private final String text;
    /** From where on an end is known not to come any more. */
    private final Map<String, Integer> missing = new HashMap<>();

    /**
     * Looks at a text.
     *
     * @param text as {@link #escaped} gives it
     */
    Recognition(String text) {
        this.text = text;
    }

    /** A backslash takes the meaning from the next letter: from here on it is a NUL. */
    static String escaped(String written) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            text.append(c == '\\' ? '\0' : c);
            if (c == '\\' && i + 1 < written.length()) {
                text.append(written.charAt(++i));
            }
        }
        return text.toString();
    }

    /** Where a mark is that comes soon; -1 when none does. */
    int near(String mark, int from) {
        int at = text.substring(Math.min(from, text.length()), Math.min(from + LONGEST_NAME, text.length()))
                .indexOf(mark);
        return at < 0 ? -1 : from + at;
    }

    /** A start-string: at the beginning of a word, with a word behind it that is not quoted itself. */
    boolean begins(int at, int behind) {
        boolean hasWord = behind < text.length() && !Character.isWhitespace(text.charAt(behind));
        return hasWord && isStart(at) && !(at > 0 && Letters.match(text.charAt(at - 1), text.charAt(behind)));
    }

    boolean isStart(int at) {
        return at == 0 || Letters.mayStandBefore(text.charAt(at - 1));
    }

    boolean isEnd(int at) {
        return at >= text.length() || Letters.mayStandBehind(text.charAt(at));
    }

    /** Where an end-string is, at the end of a word; -1 when there is none. */
    int end(String mark, int from, boolean isLiteral) {
        if (from >= missing.getOrDefault(mark, Integer.MAX_VALUE)) {
            return -1;
        }
        for (int at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
            char before = text.charAt(at - 1);
            boolean endsWord = !Character.isWhitespace(before) && (isLiteral || before != '\0');
            if (endsWord && isEnd(behind(mark, at + mark.length()))) {
                return at;
            }
        }
        missing.merge(mark, from, Math::min);
        return -1;
    }

    /** The place behind an end-string and what belongs to it: the underscores of a reference, a role. */
    int behind(String mark, int at) {
        int behind = at;
        if (mark.equals("`") || mark.equals("|")) {
            behind += text.startsWith("__", at) ? 2 : text.startsWith("_", at) ? 1 : 0;
        }
        if (mark.equals("`") && behind == at && text.startsWith(":", at)) {
            Matcher role = Roles.SUFFIX.matcher(text).region(at, Math.min(text.length(), at + LONGEST_NAME));
            return role.lookingAt() ? role.end() : at;
        }
        return behind;
    }
}
