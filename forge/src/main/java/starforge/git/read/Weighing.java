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
        if (depth > DEEPEST) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "archive.too-deep", DEEPEST);
        }
        Bulk before = seen.getOrDefault(tree, known.getIfPresent(tree));
        if (before != null) {
            return before;
        }
        Bulk bulk = Bulk.NOTHING;
        TreeCursor cursor = new TreeCursor(repo.bytes(tree, Constants.OBJ_TREE));
        while (cursor.next()) {
            bulk = bulk.plus(new Bulk(1, 0)).plus(entry(cursor.spot(), depth));
        }
        seen.put(tree, bulk);
        known.put(tree, bulk);
        return bulk;
    }

    private Bulk entry(Spot spot, int depth) throws IOException {
        return switch (spot.kind()) {
            case FOLDER -> weigh(spot.id(), depth + 1);
            case SUBMODULE -> Bulk.NOTHING;
            case LINK -> new Bulk(0, LARGEST_LINK);
            default -> new Bulk(0, repo.objects().getObjectSize(spot.id(), Constants.OBJ_BLOB));
        };
    }
}
