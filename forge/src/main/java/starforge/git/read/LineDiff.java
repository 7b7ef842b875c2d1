package starforge.git.read;

import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HashedSequence;
import org.eclipse.jgit.diff.HashedSequenceComparator;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.LowLevelDiffAlgorithm;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;
import org.eclipse.jgit.diff.Subsequence;
import org.eclipse.jgit.diff.SubsequenceComparator;

/**
 * Which lines changed: JGit's HistogramDiff, with bounds on one file and on all that this compares. Contents made to take long are answered with one big change,
 * which is right, only not the smallest.
 */
final class LineDiff {
    private static final int MOST_LINES = 50_000;
    private static final int MOST_COMPARISONS = 4_000_000;
    private static final int MOST_COMPARISONS_OF_ALL = 20_000_000;
    private static final long LARGEST_MYERS = 4_000_000;

    private final Deadline deadline;
    /** Comparisons of lines so far, for all files. */
    private int spent;

    LineDiff(Deadline deadline) {
        this.deadline = deadline;
    }

    EditList edits(Lines before, Lines after) {
        deadline.check();
        Edit changed = new SameLines().reduceCommonStartEnd(before, after, before.differenceTo(after));
        if (changed.getType() != Edit.Type.REPLACE) {
            return moved(changed.isEmpty() ? new EditList(0) : EditList.singleton(changed), before, after);
        }
        if (before.size() > MOST_LINES || after.size() > MOST_LINES || spent > MOST_COMPARISONS_OF_ALL) {
            return EditList.singleton(changed);
        }
        return LineByLine.edits(before, after, changed).orElseGet(() -> histogram(before, after, changed));
    }

    private EditList histogram(Lines before, Lines after, Edit changed) {
        HistogramDiff histogram = new HistogramDiff();
        histogram.setFallbackAlgorithm(new SmallMyers());
        Subsequence<Lines> old = Subsequence.a(before, changed);
        Subsequence<Lines> now = Subsequence.b(after, changed);
        try {
            EditList edits = histogram.diff(new SubsequenceComparator<>(new Bounded()), old, now);
            return moved(Subsequence.toBase(edits, old, now), before, after);
        } catch (TooMuchException e) {
            return EditList.singleton(changed);
        }
    }

    /**
     * Insertions and deletions as far down as they may stand, as JGit's DiffAlgorithm has them; it does not see the lines behind
     * those that it compares.
     */
    private static EditList moved(EditList edits, Lines before, Lines after) {
        Edit next = new Edit(before.size(), after.size());
        for (int i = edits.size() - 1; i >= 0; i--) {
            Edit edit = edits.get(i);
            while (edit.getEndA() < next.getBeginA()
                    && edit.getEndB() < next.getBeginB()
                    && isSameFurtherDown(edit, before, after)) {
                edit.shift(1);
            }
            next = edit;
        }
        return edits;
    }

    private static boolean isSameFurtherDown(Edit edit, Lines before, Lines after) {
        return switch (edit.getType()) {
            case INSERT -> after.isSame(edit.getBeginB(), after, edit.getEndB());
            case DELETE -> before.isSame(edit.getBeginA(), before, edit.getEndA());
            case REPLACE, EMPTY -> false;
        };
    }

    private static class SameLines extends SequenceComparator<Lines> {
        @Override
        public boolean equals(Lines a, int ai, Lines b, int bi) {
            return a.isSame(ai, b, bi);
        }

        @Override
        public int hash(Lines lines, int line) {
            return lines.hash(line);
        }
    }

    private final class Bounded extends SameLines {
        private final int end = spent + MOST_COMPARISONS;

        @Override
        public boolean equals(Lines a, int ai, Lines b, int bi) {
            if (++spent > end) {
                throw new TooMuchException();
            }
            if ((spent & 0xffff) == 0) {
                deadline.check();
            }
            return super.equals(a, ai, b, bi);
        }
    }

    /** For the parts where lines repeat too often for a histogram: Myers' algorithm, or one change when they are large. */
    private static final class SmallMyers extends LowLevelDiffAlgorithm {
        @Override
        public <S extends Sequence> void diffNonCommon(
                EditList edits,
                HashedSequenceComparator<S> same,
                HashedSequence<S> a,
                HashedSequence<S> b,
                Edit region) {
            if ((long) region.getLengthA() * region.getLengthB() <= LARGEST_MYERS) {
                ((LowLevelDiffAlgorithm) MyersDiff.INSTANCE).diffNonCommon(edits, same, a, b, region);
            } else {
                edits.add(region);
            }
        }
    }

    private static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchException() {
            super("", null, false, false);
        }
    }
}
