package starforge.checks.checkers;

import starforge.words.Words;

/**
 * One thing that a checker says.
 *
 * @param line from 1; 0 for the file as a whole
 * @param column from 1; 0 when the checker does not say
 * @param text in the checker's words, at most 500 letters
 * @param checker its name
 */
public record Finding(int line, int column, Severity severity, String text, String checker) {
    private static final int LONGEST = 500;

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING,
        /** Nothing is wrong, or nobody can say: the checker gave up. */
        NOTE
    }

    public Finding {
        text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        line = Math.max(0, line);
        column = Math.max(0, column);
    }

    public static Finding error(int line, int column, String text, String checker) {
        return new Finding(line, column, Severity.ERROR, text, checker);
    }

    public static Finding warning(int line, int column, String text, String checker) {
        return new Finding(line, column, Severity.WARNING, text, checker);
    }

    /** Something about the file as a whole that is no fault. */
    public static Finding note(String text, String checker) {
        return new Finding(0, 0, Severity.NOTE, text, checker);
    }

    /** That a checker did not come to an end. */
    static Finding gaveUp(String checker) {
        return note(Words.english().say("checks.gave-up"), checker);
    }

    /** Whether it says nothing of the file: then the checker may well be asked again. */
    public boolean saysNothing() {
        return severity == Severity.NOTE && line == 0;
    }
}
