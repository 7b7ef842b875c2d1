package starforge.git.read;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;

/** Turns the regions of a comparison into the lines of a page. */
final class Hunks {
    private static final int LONGEST_LINE = 5_000;

    private final Lines old;
    private final Lines now;

    Hunks(Lines old, Lines now) {
        this.old = old;
        this.now = now;
    }

    List<Hunk> of(List<Region> regions) {
        List<Hunk> hunks = new ArrayList<>();
        int floor = 0;
        for (Region region : regions) {
            hunks.add(new Hunk(region.header(old, floor), lines(region)));
            floor = region.oldEnd();
        }
        return hunks;
    }

    private List<Line> lines(Region region) {
        List<Line> lines = new ArrayList<>();
        int at = region.oldStart();
        int shift = region.newStart() - region.oldStart();
        for (Edit edit : region.edits()) {
            context(lines, at, edit.getBeginA(), shift);
            change(lines, edit);
            at = edit.getEndA();
            shift = edit.getEndB() - edit.getEndA();
        }
        context(lines, at, region.oldEnd(), shift);
        return lines;
    }

    private void context(List<Line> lines, int from, int to, int shift) {
        for (int at = from; at < to; at++) {
            lines.add(new Line(
                    Line.Kind.CONTEXT, at + 1, at + shift + 1, WordDiff.plain(text(old, at)), old.lacksNewline(at)));
        }
    }

    /** Pairs the deleted with the added lines, the first with the first. */
    private void change(List<Line> lines, Edit edit) {
        List<Line> added = new ArrayList<>();
        for (int i = 0; i < Math.max(edit.getLengthA(), edit.getLengthB()); i++) {
            int a = edit.getBeginA() + i;
            int b = edit.getBeginB() + i;
            boolean hasOld = i < edit.getLengthA();
            boolean hasNew = i < edit.getLengthB();
            WordDiff.Pair pair = hasOld && hasNew
                    ? WordDiff.compare(text(old, a), text(now, b))
                    : new WordDiff.Pair(
                            hasOld ? WordDiff.plain(text(old, a)) : List.of(),
                            hasNew ? WordDiff.plain(text(now, b)) : List.of());
            if (hasOld) {
                lines.add(new Line(Line.Kind.DELETED, a + 1, 0, pair.old(), old.lacksNewline(a)));
            }
            if (hasNew) {
                added.add(new Line(Line.Kind.ADDED, 0, b + 1, pair.now(), now.lacksNewline(b)));
            }
        }
        lines.addAll(added);
    }

    private static String text(Lines lines, int line) {
        return Letters.cut(lines.text(line), LONGEST_LINE);
    }
}
