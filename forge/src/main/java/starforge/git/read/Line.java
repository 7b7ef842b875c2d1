package starforge.git.read;

import java.util.List;

/**
 * A line of a hunk.
 *
 * @param oldNo its number before, from 1; 0 when it was added
 * @param newNo its number after, from 1; 0 when it was deleted
 * @param spans its text in parts, without its LF (a CR stays); cut after 5,000 letters
 * @param noNewline whether the file ends with this line and has no LF there
 */
public record Line(Kind kind, int oldNo, int newNo, List<Span> spans, boolean noNewline) {
    /** On which side a line is: both, the new, the old. */
    public enum Kind {
        CONTEXT,
        ADDED,
        DELETED
    }

    /** The whole text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        return text.toString();
    }
}
