package starforge.git.read;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;

/** Edits so near to each other that they share their context: what becomes one hunk. Line numbers count from 0, ends are past. */
record Region(int oldStart, int oldEnd, int newStart, int newEnd, List<Edit> edits) {
    private static final int CONTEXT = 3;
    private static final int LONGEST_FUNCTION = 80;

    static List<Region> of(EditList edits, int oldSize, int newSize) {
        List<Region> regions = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < edits.size(); i++) {
            boolean last = i + 1 == edits.size();
            if (last || edits.get(i + 1).getBeginA() - edits.get(i).getEndA() > 2 * CONTEXT) {
                regions.add(around(List.copyOf(edits.subList(first, i + 1)), oldSize, newSize));
                first = i + 1;
            }
        }
        return regions;
    }

    private static Region around(List<Edit> edits, int oldSize, int newSize) {
        Edit first = edits.get(0);
        Edit last = edits.get(edits.size() - 1);
        int before = Math.min(CONTEXT, first.getBeginA());
        int after = Math.min(CONTEXT, Math.min(oldSize - last.getEndA(), newSize - last.getEndB()));
        return new Region(
                first.getBeginA() - before,
                last.getEndA() + after,
                first.getBeginB() - before,
                last.getEndB() + after,
                edits);
    }

    /** How many lines the hunk has. */
    int size() {
        int added = edits.stream().mapToInt(Edit::getLengthB).sum();
        return oldEnd - oldStart + added;
    }

    /**
     * The line {@code @@ -1,2 +3,4 @@ function}, as xdl_emit_hunk_hdr writes it.
     *
     * @param floor the old line before which no function is looked for: where the last hunk ended
     */
    String header(Lines old, int floor) {
        String function = function(old, floor);
        return "@@ -" + range(oldStart, oldEnd) + " +" + range(newStart, newEnd) + " @@"
                + (function.isEmpty() ? "" : " " + function);
    }

    private static String range(int start, int end) {
        int count = end - start;
        return (count == 0 ? start : start + 1) + (count == 1 ? "" : "," + count);
    }

    /** The nearest line above that starts with a letter, {@code _} or {@code $}: Git's def_ff. */
    private String function(Lines old, int floor) {
        for (int line = oldStart - 1; line >= floor; line--) {
            int first = old.firstByte(line);
            if ((first < 128 && Character.isLetter(first)) || first == '_' || first == '$') {
                return old.start(line, LONGEST_FUNCTION).stripTrailing();
            }
        }
        return "";
    }
}
