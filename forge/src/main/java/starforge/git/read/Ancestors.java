package starforge.git.read;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** Counts a commit and all that it stands on. In the commit-graph commits are places, so each takes a bit and no object. */
final class Ancestors {
    private final History history;
    private final BitSet places = new BitSet();
    private final Set<ObjectId> others = new HashSet<>();
    private int[] open = new int[64];
    private int waiting;

    private Ancestors(History history) {
        this.history = history;
    }

    /** How many commits can be reached, the start included. */
    static int count(History history, ObjectId start) throws IOException {
        return new Ancestors(history).from(start);
    }

    private int from(ObjectId start) throws IOException {
        Deque<ObjectId> left = new ArrayDeque<>();
        left.push(start);
        while (!left.isEmpty()) {
            History.Node node = history.node(left.pop());
            if (node.position() >= 0) {
                descend(node.position());
            } else if (others.add(node.id())) {
                node.parents().forEach(left::push);
            }
        }
        return others.size() + places.cardinality();
    }

    /** The parents of what is in a commit-graph are in it, too. */
    private void descend(int start) {
        push(start);
        while (waiting > 0) {
            for (int parent : history.parents(open[--waiting])) {
                push(parent);
            }
        }
    }

    private void push(int place) {
        if (!places.get(place)) {
            places.set(place);
            open = waiting < open.length ? open : Arrays.copyOf(open, 2 * waiting);
            open[waiting++] = place;
        }
    }
}
