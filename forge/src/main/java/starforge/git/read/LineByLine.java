package starforge.git.read;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;

/**
 * The commonest change by far, found in one pass: a few lines were replaced by as many others. It is left to a real comparison
 * whenever a line that went came back among the new ones, as then something was moved.
 */
final class LineByLine {
    private static final int MOST_CHANGED = 64;

    private LineByLine() {}

    /**
     * The changes, in order; empty when this is no such change.
     *
     * @param changed all lines that differ lie in it
     */
    static Optional<EditList> edits(Lines before, Lines after, Edit changed) {
        if (before.size() != after.size()) {
            return Optional.empty();
        }
        EditList edits = new EditList();
        Set<Integer> gone = new HashSet<>();
        Set<Integer> came = new HashSet<>();
        for (int line = changed.getBeginB(); line < changed.getEndB(); line++) {
            if (!before.isSame(line, after, line)) {
                add(line, edits);
                gone.add(before.hash(line));
                came.add(after.hash(line));
                if (came.size() > MOST_CHANGED || gone.size() > MOST_CHANGED) {
                    return Optional.empty();
                }
            }
        }
        came.retainAll(gone);
        return came.isEmpty() ? Optional.of(edits) : Optional.empty();
    }

    private static void add(int line, EditList edits) {
        if (!edits.isEmpty() && edits.get(edits.size() - 1).getEndB() == line) {
            edits.get(edits.size() - 1).extendA();
            edits.get(edits.size() - 1).extendB();
        } else {
            edits.add(new Edit(line, line + 1, line, line + 1));
        }
    }
}
