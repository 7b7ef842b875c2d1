package starforge.code;

import java.util.ArrayList;
import java.util.List;
import starforge.code.DrawnHunk.DrawnLine;
import starforge.git.read.Line;

/**
 * A row of a change whose two sides stand beside each other.
 *
 * @param left the old line; none where one was added
 * @param right the new line; none where one was deleted
 */
public record Beside(List<DrawnLine> left, List<DrawnLine> right) {
    /** The rows of a hunk: of lines that were replaced, the first stands beside the first. */
    static List<Beside> rows(DrawnHunk hunk) {
        List<Beside> rows = new ArrayList<>();
        List<DrawnLine> old = new ArrayList<>();
        List<DrawnLine> now = new ArrayList<>();
        for (DrawnLine line : hunk.lines()) {
            boolean context = line.kind() == Line.Kind.CONTEXT;
            if (context || (line.kind() == Line.Kind.DELETED && !now.isEmpty())) {
                pair(rows, old, now);
            }
            if (context) {
                rows.add(new Beside(List.of(line), List.of(line)));
            } else {
                (line.kind() == Line.Kind.DELETED ? old : now).add(line);
            }
        }
        pair(rows, old, now);
        return rows;
    }

    private static void pair(List<Beside> rows, List<DrawnLine> old, List<DrawnLine> now) {
        for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
            rows.add(new Beside(at(old, i), at(now, i)));
        }
        old.clear();
        now.clear();
    }

    private static List<DrawnLine> at(List<DrawnLine> lines, int index) {
        return index < lines.size() ? List.of(lines.get(index)) : List.of();
    }
}
