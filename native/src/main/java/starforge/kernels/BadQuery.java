package starforge.kernels;

/** A query that cannot be searched for. Its message is for logs; what people read is chosen by the reason. */
public final class BadQuery extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        EMPTY("There is nothing to search for."),
        TOO_LONG("This is longer than can be searched for."),
        ZERO_BYTE("No text has a zero byte."),
        LINE_BREAK("A regular expression matches within one line, so it cannot name a line break."),
        OPEN_GROUP("A parenthesis is not closed."),
        NO_GROUP("A parenthesis is closed that was not opened."),
        OPEN_CLASS("A square bracket is not closed."),
        BAD_RANGE("This range of characters is none."),
        BAD_CLASS("There is no class of this name."),
        BAD_ESCAPE("This character after a backslash means nothing here."),
        BACK_REFERENCE("Back references are not supported."),
        LOOK_AROUND("Groups of this kind are not supported."),
        NOTHING_TO_REPEAT("There is nothing to repeat here."),
        EMPTY_REPEATED("What can be empty cannot be repeated."),
        BAD_REPEAT("This count of repetitions is none, or more than 1000."),
        TOO_DEEP("Parentheses are nested too deeply."),
        TOO_LARGE("This regular expression is too large.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Reason reason;
    private final int position;

    BadQuery(Reason reason, int position) {
        super(reason.sentence);
        this.reason = reason;
        this.position = position;
    }

    public Reason reason() {
        return reason;
    }

    /** Where in the query, in characters from 0. */
    public int position() {
        return position;
    }
}
