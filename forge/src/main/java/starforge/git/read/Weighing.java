package starforge.git.read;

import com.github.benmanes.caffeine.cache.Cache;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import starforge.access.Refusal;

/** Adds up trees. Each tree is read once, however often it is used: contents never change under an id. */
final class Weighing {
    /** Deeper folders cannot be unpacked anywhere; unbounded they would exhaust the stack. */
    private static final int DEEPEST = 300;

    private static final long LARGEST_LINK = 4_096;

    private final Opened repo;
    private final Cache<ObjectId, Bulk> known;
    private final Map<ObjectId, Bulk> seen = new HashMap<>();

    Weighing(Opened repo, Cache<ObjectId, Bulk> known) {
        this.repo = repo;
        this.known = known;
    }

    Bulk of(ObjectId tree) throws IOException {
        return weigh(tree, 0);
    }

    private Bulk weigh(ObjectId tree, int depth) throws IOException {
        repo.deadline().check();
        fitting(Bulk.NOTHING, depth);
        Bulk before = seen.getOrDefault(tree, known.getIfPresent(tree));
        if (before != null) {
            return fitting(before, depth);
        }
        Bulk bulk = Bulk.NOTHING;
        TreeCursor cursor = new TreeCursor(repo.bytes(tree, Constants.OBJ_TREE));
        while (cursor.next()) {
            bulk = bulk.plus(entry(cursor.spot(), depth).under(cursor.name().length));
        }
        seen.put(tree, bulk);
        known.put(tree, bulk);
        return bulk;
    }

    /** What was weighed elsewhere may lie too deep here. */
    private static Bulk fitting(Bulk bulk, int depth) {
        if (depth + bulk.depth() > DEEPEST) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "archive.too-deep", DEEPEST);
        }
        return bulk;
    }

    private Bulk entry(Spot spot, int depth) throws IOException {
        return switch (spot.kind()) {
            case FOLDER -> weigh(spot.id(), depth + 1).deeper();
            case SUBMODULE -> Bulk.NOTHING;
            case LINK -> Bulk.ofFile(LARGEST_LINK);
            default -> Bulk.ofFile(repo.objects().getObjectSize(spot.id(), Constants.OBJ_BLOB));
        };
    }
}
