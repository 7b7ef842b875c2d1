package starforge.git.read;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.errors.CanceledException;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.FileMode;

/** Joins a deletion and an addition of like contents into a rename (JGit's RenameDetector), as far as that is cheap. */
final class Renames {
    /** Above this the pairs are too many even to compare names. */
    private static final int MOST_PATHS = 1_000;
    /** Above this only files with equal contents are joined. */
    private static final int MOST_COMPARED = 200;

    private static final int LARGEST_COMPARED = 1 << 20;

    private Renames() {}

    static List<Delta> join(Opened repo, List<Delta> deltas) throws IOException {
        long added = deltas.stream()
                .filter(delta -> delta.change() == FileDiff.Change.ADDED)
                .count();
        long deleted = deltas.stream()
                .filter(delta -> delta.change() == FileDiff.Change.DELETED)
                .count();
        return added == 0 || deleted == 0 || added > MOST_PATHS || deleted > MOST_PATHS ? deltas : detect(repo, deltas);
    }

    private static List<Delta> detect(Opened repo, List<Delta> deltas) throws IOException {
        RenameDetector detector =
                new RenameDetector(repo.objects(), repo.repository().getConfig().get(DiffConfig.KEY));
        detector.setRenameLimit(MOST_COMPARED);
        detector.setBigFileThreshold(LARGEST_COMPARED);
        List<Delta> joined = new ArrayList<>();
        for (Delta delta : deltas) {
            if (delta.change() == FileDiff.Change.MODIFIED) {
                joined.add(delta);
            } else {
                detector.add(new Candidate(delta));
            }
        }
        for (DiffEntry entry : compute(detector, repo.deadline())) {
            joined.add(delta(entry));
        }
        joined.sort(comparing(Delta::newName));
        return joined;
    }

    private static List<DiffEntry> compute(RenameDetector detector, Deadline deadline) throws IOException {
        try {
            return detector.compute(new EmptyProgressMonitor() {
                @Override
                public boolean isCancelled() {
                    return deadline.isOver();
                }
            });
        } catch (CanceledException e) {
            throw deadline.refusal();
        }
    }

    private static Delta delta(DiffEntry entry) {
        Spot before = new Spot(entry.getOldMode().getBits(), entry.getOldId().toObjectId());
        Spot after = new Spot(entry.getNewMode().getBits(), entry.getNewId().toObjectId());
        return switch (entry.getChangeType()) {
            case ADD -> Delta.added(entry.getNewPath(), after);
            case DELETE -> Delta.deleted(entry.getOldPath(), before);
            case RENAME -> pair(FileDiff.Change.RENAMED, entry, before, after);
            case COPY -> pair(FileDiff.Change.COPIED, entry, before, after);
            case MODIFY -> Delta.modified(entry.getNewPath(), before, after);
        };
    }

    private static Delta pair(FileDiff.Change change, DiffEntry entry, Spot before, Spot after) {
        return new Delta(change, entry.getOldPath(), entry.getNewPath(), before, after, entry.getScore());
    }

    /** An addition or deletion in JGit's words, with its name's bytes as letters. */
    private static final class Candidate extends DiffEntry {
        Candidate(Delta delta) {
            boolean added = delta.change() == FileDiff.Change.ADDED;
            oldPath = added ? DEV_NULL : delta.oldName();
            newPath = added ? delta.newName() : DEV_NULL;
            oldMode = FileMode.fromBits(delta.before().mode());
            newMode = FileMode.fromBits(delta.after().mode());
            oldId = AbbreviatedObjectId.fromObjectId(delta.before().id());
            newId = AbbreviatedObjectId.fromObjectId(delta.after().id());
            changeType = added ? ChangeType.ADD : ChangeType.DELETE;
        }
    }
}
