package starforge.git.read;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The commits that only one of two has, as {@code git rev-list --left-right a...b} lists them: both pasts are painted from the
 * newest back until all that waits to be looked at is common.
 */
final class Apart {
    private static final int LEFT = 1;
    private static final int RIGHT = 2;
    private static final int BOTH = LEFT | RIGHT;

    private final History history;
    private final int most;
    private final Map<ObjectId, Integer> paint = new HashMap<>();
    private final Set<ObjectId> order = new LinkedHashSet<>();
    private final PriorityQueue<History.Node> queue =
            new PriorityQueue<>(Comparator.comparingLong(History.Node::time).reversed());
    /** How many that wait are not common. */
    private int open;

    private Apart(History history, int most) {
        this.history = history;
        this.most = most;
    }

    /**
     * Paints the pasts of two commits.
     *
     * @param most commits to look at; see {@link #isWhole}
     */
    static Apart of(History history, ObjectId left, ObjectId right, int most) throws IOException {
        Apart apart = new Apart(history, most);
        apart.paint(left, LEFT);
        apart.paint(right, RIGHT);
        while (apart.open > 0 && apart.isWhole()) {
            apart.descend(apart.queue.remove());
        }
        return apart;
    }

    /** False when there are too many commits to say. */
    boolean isWhole() {
        return order.size() <= most;
    }

    int left() {
        return count(LEFT);
    }

    int right() {
        return count(RIGHT);
    }

    /** Those that only the right one has, the newest first. */
    List<ObjectId> onlyRight() {
        return order.stream().filter(id -> color(id) == RIGHT).toList();
    }

    private int count(int color) {
        return (int) paint.values().stream().filter(found -> found == color).count();
    }

    private void descend(History.Node node) throws IOException {
        int color = color(node.id());
        open -= color == BOTH ? 0 : 1;
        order.add(node.id());
        for (ObjectId parent : node.parents()) {
            paint(parent, color);
        }
    }

    private void paint(ObjectId id, int color) throws IOException {
        int before = color(id);
        int after = before | color;
        if (after == before) {
            return;
        }
        paint.put(id, after);
        History.Node node = history.node(id);
        boolean waits = before != 0 && queue.removeIf(other -> other.id().equals(id));
        open += (after == BOTH ? 0 : 1) - (waits ? 1 : 0);
        queue.add(node);
    }

    private int color(ObjectId id) {
        return paint.getOrDefault(id, 0);
    }
}
