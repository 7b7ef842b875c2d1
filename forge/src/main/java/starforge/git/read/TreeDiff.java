package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import starforge.access.Refusal;

/** The paths that differ between two trees, in the order of their bytes; a change of type is a deletion and an addition. */
final class TreeDiff {
    /** Deeper folders cannot be checked out anywhere; unbounded they would exhaust the stack. */
    private static final int DEEPEST = 300;

    private static final int MOST = 200_000;

    private final Opened repo;
    private final List<Delta> deltas = new ArrayList<>();

    private TreeDiff(Opened repo) {
        this.repo = repo;
    }

    /**
     * Compares two trees; {@link Spot#NOTHING} is an empty one.
     *
     * @throws Refusal {@code TOO_LARGE} beyond 200,000 paths or 300 folders deep
     */
    static List<Delta> between(Opened repo, Spot before, Spot after) throws IOException {
        TreeDiff diff = new TreeDiff(repo);
        diff.compare(before, after, "", 0);
        return diff.deltas;
    }

    private void compare(Spot before, Spot after, String folder, int depth) throws IOException {
        if (depth > DEEPEST || deltas.size() > MOST) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "diff.too-many-paths");
        }
        TreeCursor old = open(before);
        TreeCursor now = open(after);
        boolean moreOld = old.next();
        boolean moreNow = now.next();
        while (moreOld || moreNow) {
            int order = !moreOld ? 1 : !moreNow ? -1 : old.compareTo(now);
            pair(
                    order <= 0 ? old.spot() : Spot.NOTHING,
                    order >= 0 ? now.spot() : Spot.NOTHING,
                    folder + new String((order <= 0 ? old : now).name(), ISO_8859_1),
                    depth);
            moreOld = order <= 0 ? old.next() : moreOld;
            moreNow = order >= 0 ? now.next() : moreNow;
        }
    }

    private void pair(Spot before, Spot after, String name, int depth) throws IOException {
        if (before.isFolder() || after.isFolder()) {
            if (!before.id().equals(after.id())) {
                compare(before, after, name + "/", depth + 1);
            }
        } else if (before.isNothing()) {
            deltas.add(Delta.added(name, after));
        } else if (after.isNothing()) {
            deltas.add(Delta.deleted(name, before));
        } else if (!before.isSameType(after)) {
            deltas.add(Delta.deleted(name, before));
            deltas.add(Delta.added(name, after));
        } else if (!before.equals(after)) {
            deltas.add(Delta.modified(name, before, after));
        }
    }

    private TreeCursor open(Spot tree) throws IOException {
        return new TreeCursor(tree.isFolder() ? repo.bytes(tree.id(), Constants.OBJ_TREE) : new byte[0]);
    }
}
