package starforge.kernels;

import org.jspecify.annotations.Nullable;
import starforge.kernels.BadQuery.Reason;

/** A place in a pattern. */
final class Cursor {
    private final String pattern;
    private int position;

    Cursor(String pattern) {
        this.pattern = pattern;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position >= pattern.length();
    }

    boolean sees(char one) {
        return !atEnd() && pattern.charAt(position) == one;
    }

    boolean skip(String text) {
        boolean there = pattern.startsWith(text, position);
        position += there ? text.length() : 0;
        return there;
    }

    /** The character here, which is passed. */
    int next() {
        int one = pattern.codePointAt(position);
        if (one == 0) {
            throw bad(Reason.ZERO_BYTE);
        }
        if (Character.getType(one) == Character.SURROGATE) {
            throw bad(Reason.BAD_ESCAPE);
        }
        position += Character.charCount(one);
        return one;
    }

    /** What stands before this text, which is passed; null, and nothing is passed, when it does not follow. */
    @Nullable
    String until(String text) {
        int end = pattern.indexOf(text, position);
        if (end < 0) {
            return null;
        }
        String before = pattern.substring(position, end);
        position = end + text.length();
        return before;
    }

    /** So many hexadecimal digits as a number. */
    int hex(int digits, int at) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = atEnd() ? -1 : Character.digit(pattern.charAt(position), 16);
            if (digit < 0 || pattern.charAt(position) >= CharSet.ASCII) {
                throw new BadQuery(Reason.BAD_ESCAPE, at);
            }
            value = value * 16 + digit;
            position++;
        }
        return value;
    }

    /** The least and most of a repetition that stands here; null when none does: then a brace is only a brace. */
    int @Nullable [] times() {
        if (skip("*")) {
            return new int[] {0, Integer.MAX_VALUE};
        }
        if (skip("+")) {
            return new int[] {1, Integer.MAX_VALUE};
        }
        if (skip("?")) {
            return new int[] {0, 1};
        }
        return sees('{') ? braces() : null;
    }

    private int @Nullable [] braces() {
        int at = position;
        int end = pattern.indexOf('}', at);
        String inside = end < 0 ? "" : pattern.substring(at + 1, end);
        if (!inside.matches("[0-9]+(,[0-9]*)?")) {
            return null;
        }
        position = end + 1;
        String[] numbers = inside.split(",", 2);
        int least = number(numbers[0], at);
        int most = numbers.length == 1 ? least : numbers[1].isEmpty() ? Integer.MAX_VALUE : number(numbers[1], at);
        if (most < least || most == 0) {
            throw new BadQuery(Reason.BAD_REPEAT, at);
        }
        return new int[] {least, most};
    }

    private static int number(String digits, int at) {
        int number = digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (number > Node.MOST_TIMES) {
            throw new BadQuery(Reason.BAD_REPEAT, at);
        }
        return number;
    }

    BadQuery bad(Reason reason) {
        return new BadQuery(reason, position);
    }
}
