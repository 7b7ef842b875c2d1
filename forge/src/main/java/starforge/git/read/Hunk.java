package starforge.git.read;

import java.util.List;

/**
 * Changed lines with three lines around them.
 *
 * @param header {@code @@ -1,2 +3,4 @@} and the function around, when there is one
 */
public record Hunk(String header, List<Line> lines) {}
