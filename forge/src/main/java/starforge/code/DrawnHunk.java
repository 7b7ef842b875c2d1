package starforge.code;

import java.util.List;
import starforge.git.read.Line;
import starforge.markup.Html;

/** Changed lines and those around them as a page shows them; what reorders their text is written out. */
public record DrawnHunk(String header, List<DrawnLine> lines) {
    /**
     * A line.
     *
     * @param oldNo its number before, from 1; 0 when it was added
     * @param newNo its number after, from 1; 0 when it was deleted
     * @param html its text in colours, the words that changed marked
     * @param noNewline whether the file ends with this line and has no LF there
     */
    public record DrawnLine(Line.Kind kind, int oldNo, int newNo, Html html, boolean noNewline) {}
}
