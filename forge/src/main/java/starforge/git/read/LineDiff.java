package starforge.git.read;

import java.util.Optional;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HashedSequence;
import org.eclipse.jgit.diff.HashedSequenceComparator;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.LowLevelDiffAlgorithm;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

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
        if (before.size() > MOST_LINES || after.size() > MOST_LINES || spent > MOST_COMPARISONS_OF_ALL) {
            return oneChange(before, after);
        }
        Optional<EditList> replaced = LineByLine.edits(before, after);
        if (replaced.isPresent()) {
            return replaced.get();
        }
        try {
            HistogramDiff histogram = new HistogramDiff();
            histogram.setFallbackAlgorithm(new SmallMyers());
            return histogram.diff(new Bounded(), before, after);
        } catch (TooMuchException e) {
            return oneChange(before, after);
        }
    }

    private static EditList oneChange(Lines before, Lines after) {
        Edit whole = new SameLines().reduceCommonStartEnd(before, after, new Edit(0, before.size(), 0, after.size()));
        return whole.isEmpty() ? new EditList(0) : EditList.singleton(whole);
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
