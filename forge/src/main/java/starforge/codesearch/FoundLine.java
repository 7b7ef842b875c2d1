package starforge.codesearch;

import java.util.List;

/**
 * A line that is shown of a file that was found.
 *
 * @param number from 1
 * @param isFound whether something was found in it; others stand around such ones
 * @param text without its end, or the part of it around the first find
 * @param marks what was found in that text, ascending and apart
 * @param isCutBefore whether the text begins in the middle of the line
 * @param isCutAfter whether it ends there
 */
public record FoundLine(
        int number, boolean isFound, String text, List<Mark> marks, boolean isCutBefore, boolean isCutAfter) {
    /** A part of a text, in UTF-16 units; the end is not part of it. */
    public record Mark(int from, int to) {}
}
