package starforge.git.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Finds for every entry of a folder the commit that {@code git log -1 -- <entry>} names, in one pass. At each commit an
 * entry is handed on to the first parent that has it unchanged; where none has, the search for it ends. So an entry takes
 * one line through the past, and entries on the same line share the work.
 */
final class LastCommitSearch {
    /** Few enough entries to ask the changed-path filter about each. */
    private static final int FEW = 16;
    /** No tree is equal to this. */
    private static final Spot UNKNOWN = new Spot(-1, ObjectId.zeroId());

    private final Opened repo;
    private final History history;
    private final Paths paths;
    private final List<byte[]> folder;
    private final List<byte[]> way;
    private final Answered answered;
    private final List<Wanted> wanted = new ArrayList<>();
    private final Map<ObjectId, Stop> stops = new HashMap<>();
    private final PriorityQueue<Stop> queue = new PriorityQueue<>(
            Comparator.comparingLong((Stop stop) -> stop.node.time()).reversed());

    /** What is known already about the same folder at another commit. */
    interface Answered {
        Optional<Map<String, Commit>> at(ObjectId commit);
    }

    /** An entry and, in the end, the commit that made it so. */
    private static final class Wanted {
        private final byte[] name;
        private final byte[] path;
        private final Spot spot;
        private Optional<ObjectId> commit = Optional.empty();

        Wanted(byte[] name, byte[] path, Spot spot) {
            this.name = name;
            this.path = path;
            this.spot = spot;
        }
    }

    /** A commit to look at: the entries handed to it, and a folder in which all of these are as at the start. */
    private static final class Stop {
        private final History.Node node;
        private final BitSet entries = new BitSet();
        private Spot like;

        Stop(History.Node node, Spot like) {
            this.node = node;
            this.like = like;
        }
    }

    LastCommitSearch(Opened repo, History history, List<byte[]> folder, Answered answered) {
        this.repo = repo;
        this.history = history;
        this.paths = new Paths(repo);
        this.folder = folder;
        this.way = Paths.way(folder);
        this.answered = answered;
    }

    /**
     * Searches until all is found or time is up.
     *
     * @return by the entries' names; those not found in time are not in it
     */
    Map<String, Commit> from(ObjectId start, Deadline deadline) throws IOException {
        History.Node first = history.node(start);
        Spot tree = paths.at(first.tree(), folder);
        list(tree);
        BitSet all = new BitSet();
        all.set(0, wanted.size());
        hand(first, all, tree);
        while (!queue.isEmpty() && !deadline.isOver()) {
            Stop stop = queue.remove();
            stops.remove(stop.node.id());
            look(stop);
        }
        return commits();
    }

    /** How many entries the folder has. */
    int size() {
        return wanted.size();
    }

    private void list(Spot tree) throws IOException {
        TreeCursor cursor = new TreeCursor(repo.bytes(tree.id(), Constants.OBJ_TREE));
        while (cursor.next()) {
            List<byte[]> path = new ArrayList<>(folder);
            path.add(cursor.name());
            wanted.add(new Wanted(cursor.name(), Paths.join(path), cursor.spot()));
        }
    }

    private void look(Stop stop) throws IOException {
        BitSet entries = stop.entries;
        answered.at(stop.node.id()).ifPresent(known -> take(entries, known));
        if (!entries.isEmpty() && !mayHaveChanged(stop)) {
            hand(history.node(stop.node.parents().get(0)), entries, stop.like);
            return;
        }
        for (ObjectId id : stop.node.parents()) {
            if (entries.isEmpty()) {
                return;
            }
            History.Node parent = history.node(id);
            Spot there = paths.at(parent.tree(), folder);
            BitSet same = there.equals(stop.like) ? (BitSet) entries.clone() : same(entries, there);
            hand(parent, same, there);
            entries.andNot(same);
        }
        entries.stream().forEach(i -> wanted.get(i).commit = Optional.of(stop.node.id()));
    }

    private void take(BitSet entries, Map<String, Commit> known) {
        for (int i = entries.nextSetBit(0); i >= 0; i = entries.nextSetBit(i + 1)) {
            Commit commit = known.get(Letters.name(wanted.get(i).name));
            if (commit != null) {
                wanted.get(i).commit = Optional.of(ObjectId.fromString(commit.id()));
                entries.clear(i);
            }
        }
    }

    private boolean mayHaveChanged(Stop stop) {
        if (stop.node.parents().isEmpty()) {
            return true;
        }
        boolean folderMay = history.mayHaveChanged(stop.node, way);
        return folderMay
                && (stop.entries.cardinality() > FEW
                        || stop.entries.stream()
                                .anyMatch(i -> history.mayHaveChanged(stop.node, List.of(wanted.get(i).path))));
    }

    /** Which of the entries lie in the other folder as they were at the start; both in the order of trees. */
    private BitSet same(BitSet entries, Spot there) throws IOException {
        BitSet same = new BitSet();
        if (!there.isFolder()) {
            return same;
        }
        TreeCursor cursor = new TreeCursor(repo.bytes(there.id(), Constants.OBJ_TREE));
        int at = entries.nextSetBit(0);
        boolean more = cursor.next();
        while (more && at >= 0) {
            Wanted entry = wanted.get(at);
            int order = cursor.compareTo(entry.name, entry.spot.isFolder());
            if (order < 0) {
                more = cursor.next();
            } else {
                same.set(at, order == 0 && cursor.mode() == entry.spot.mode() && cursor.hasId(entry.spot.id()));
                at = entries.nextSetBit(at + 1);
            }
        }
        return same;
    }

    private void hand(History.Node node, BitSet entries, Spot like) {
        if (entries.isEmpty()) {
            return;
        }
        Stop stop = stops.get(node.id());
        if (stop == null) {
            stop = new Stop(node, like);
            stops.put(node.id(), stop);
            queue.add(stop);
        }
        stop.entries.or(entries);
        stop.like = stop.like.equals(like) ? like : UNKNOWN;
    }

    private Map<String, Commit> commits() throws IOException {
        Map<ObjectId, Commit> read = new HashMap<>();
        Map<String, Commit> commits = new LinkedHashMap<>();
        for (Wanted entry : wanted) {
            if (entry.commit.isPresent()) {
                ObjectId id = entry.commit.get();
                Commit commit = read.get(id);
                if (commit == null) {
                    commit = repo.commit(id).withoutBody();
                    read.put(id, commit);
                }
                commits.put(Letters.name(entry.name), commit);
            }
        }
        return commits;
    }
}
