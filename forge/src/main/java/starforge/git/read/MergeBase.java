package starforge.git.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.eclipse.jgit.lib.ObjectId;

/** The newest commit that two others stand on: Git's paint_down_to_common, on {@link History}. */
final class MergeBase {
    private static final int BOTH = 3;
    /** Below a common commit: no better one can be found there. */
    private static final int STALE = 4;

    private final History history;
    private final Map<ObjectId, Integer> paint = new HashMap<>();
    private final PriorityQueue<History.Node> queue =
            new PriorityQueue<>(Comparator.comparingLong(History.Node::time).reversed());
    private final List<ObjectId> common = new ArrayList<>();

    private MergeBase(History history) {
        this.history = history;
    }

    /** Empty when the two have nothing in common. */
    static Optional<ObjectId> of(History history, ObjectId one, ObjectId two) throws IOException {
        return new MergeBase(history).find(one, two);
    }

    private Optional<ObjectId> find(ObjectId one, ObjectId two) throws IOException {
        paint(one, 1);
        paint(two, 2);
        while (queue.stream().anyMatch(node -> (color(node.id()) & STALE) == 0)) {
            descend(queue.remove());
        }
        return common.stream().filter(id -> (color(id) & STALE) == 0).findFirst();
    }

    private void descend(History.Node node) throws IOException {
        int color = color(node.id());
        if (color == BOTH && !common.contains(node.id())) {
            common.add(node.id());
        }
        int passed = (color & BOTH) == BOTH ? color | STALE : color;
        for (ObjectId parent : node.parents()) {
            paint(parent, passed);
        }
    }

    private void paint(ObjectId id, int color) throws IOException {
        if ((color(id) & color) != color) {
            paint.put(id, color(id) | color);
            queue.add(history.node(id));
        }
    }

    private int color(ObjectId id) {
        return paint.getOrDefault(id, 0);
    }
}
