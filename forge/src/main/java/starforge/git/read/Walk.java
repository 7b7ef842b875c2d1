package starforge.git.read;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** Commits from the newest back, each once: the order of {@code git log}. */
final class Walk {
    private final History history;
    private final Guide guide;
    private final Set<ObjectId> seen = new HashSet<>();
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>(
            Comparator.comparingLong(Waiting::time).reversed().thenComparingLong(Waiting::arrival));
    private long arrivals;

    /** Decides at each commit whether it counts and where to go on. */
    interface Guide {
        Step at(History.Node node) throws IOException;
    }

    record Step(boolean counts, List<ObjectId> parents) {}

    private record Waiting(History.Node node, long arrival) {
        long time() {
            return node.time();
        }
    }

    /** A walk over everything that can be reached. */
    Walk(History history, ObjectId start) throws IOException {
        this(history, start, node -> new Step(true, node.parents()));
    }

    Walk(History history, ObjectId start, Guide guide) throws IOException {
        this.history = history;
        this.guide = guide;
        add(start);
    }

    Optional<History.Node> next() throws IOException {
        while (!queue.isEmpty()) {
            History.Node node = queue.remove().node();
            Step step = guide.at(node);
            for (ObjectId parent : step.parents()) {
                add(parent);
            }
            if (step.counts()) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private void add(ObjectId id) throws IOException {
        if (seen.add(id)) {
            queue.add(new Waiting(history.node(id), arrivals++));
        }
    }
}
