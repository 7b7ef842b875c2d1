package starforge.git.read;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;

/** Loads the changes of files one after the other, as many as a page can bear. */
final class DiffPage {
    private static final int MOST_LINES = 3_000;
    private static final int MOST_LINES_ALONE = 20_000;
    private static final int LARGEST_FILE = 512 << 10;
    private static final long MOST_READ = 32L << 20;

    private final Opened repo;
    private final LineDiff lineDiff;
    private final int mostLines;
    /** What a file is that does not fit. */
    private final State beyond;

    private int shown;
    private long read;

    private DiffPage(Opened repo, int mostLines, State beyond) {
        this.repo = repo;
        this.lineDiff = new LineDiff(repo.deadline());
        this.mostLines = mostLines;
        this.beyond = beyond;
    }

    /** A page of many files: those that no longer fit are collapsed. */
    static DiffPage ofAll(Opened repo) {
        return new DiffPage(repo, MOST_LINES, State.COLLAPSED);
    }

    /** A page for one file: when it does not fit it is too big. */
    static DiffPage ofOne(Opened repo) {
        return new DiffPage(repo, MOST_LINES_ALONE, State.TOO_BIG);
    }

    FileDiff add(Delta delta) throws IOException {
        if (delta.hasSameContents()) {
            return file(delta, 0, 0, State.SHOWN, List.of());
        }
        if (read > MOST_READ) {
            return file(delta, -1, -1, State.COLLAPSED, List.of());
        }
        Side old = Side.read(repo, delta.before(), LARGEST_FILE);
        Side now = Side.read(repo, delta.after(), LARGEST_FILE);
        read += old.size() + now.size();
        if (old.isBinary() || now.isBinary()) {
            return file(delta, 0, 0, State.BINARY, List.of());
        }
        return old.isTooBig() || now.isTooBig()
                ? file(delta, -1, -1, State.TOO_BIG, List.of())
                : compare(delta, old.lines(), now.lines());
    }

    private enum State {
        SHOWN,
        BINARY,
        TOO_BIG,
        COLLAPSED
    }

    private FileDiff compare(Delta delta, Lines old, Lines now) {
        EditList edits = lineDiff.edits(old, now);
        int added = edits.stream().mapToInt(Edit::getLengthB).sum();
        int deleted = edits.stream().mapToInt(Edit::getLengthA).sum();
        List<Region> regions = Region.of(edits, old.size(), now.size());
        int size = regions.stream().mapToInt(Region::size).sum();
        if (shown + size > mostLines) {
            return file(delta, added, deleted, beyond, List.of());
        }
        shown += size;
        return file(delta, added, deleted, State.SHOWN, new Hunks(old, now).of(regions));
    }

    private static FileDiff file(Delta delta, int added, int deleted, State state, List<Hunk> hunks) {
        return new FileDiff(
                Letters.path(delta.oldName()),
                Letters.path(delta.newName()),
                delta.change(),
                delta.before().octal(),
                delta.after().octal(),
                added,
                deleted,
                state == State.BINARY,
                state == State.TOO_BIG,
                state == State.COLLAPSED,
                hunks);
    }
}
