package starforge.git.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.internal.storage.commitgraph.ChangedPathFilter;
import org.eclipse.jgit.internal.storage.commitgraph.CommitGraph;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The shape of the past: for a commit its tree, parents and time, from the commit-graph file where there is one (some ten
 * times faster than reading commits; gitformat-commit-graph) and else from the commit itself. Needs no JGit walk, whose
 * times end in 2038 and which reads every commit even with a graph.
 */
final class History {
    private final Opened repo;
    private final CommitGraph graph;
    private final Set<ObjectId> shallow;
    private int looks;

    /**
     * One commit's place in the past.
     *
     * @param time the committer's, in seconds since 1970
     * @param position in the commit-graph, or -1
     */
    record Node(ObjectId id, ObjectId tree, List<ObjectId> parents, long time, int position) {}

    History(Opened repo) throws IOException {
        this.repo = repo;
        this.shallow = repo.objects().getShallowCommits();
        this.graph = shallow.isEmpty() ? repo.objects().getCommitGraph().orElse(CommitGraph.EMPTY) : CommitGraph.EMPTY;
    }

    Node node(AnyObjectId id) throws IOException {
        repo.deadline().check();
        int position = graph.findGraphPosition(id);
        return position < 0 ? read(id) : fromGraph(id, position);
    }

    /**
     * False only when the commit surely did not change the path compared with its first parent. A filter is wrong about one path in a
     * hundred, but hardly ever about all folders above it, too, of which each that holds a change is in it.
     *
     * @param way the path and the folders above it, see {@link Paths#way}
     */
    boolean mayHaveChanged(Node node, List<byte[]> way) {
        ChangedPathFilter filter = node.position() < 0 ? null : graph.getChangedPathFilter(node.position());
        if (filter == null) {
            return true;
        }
        for (byte[] path : way) {
            if (!filter.maybeContains(path) && isAscii(path)) {
                return false;
            }
        }
        return true;
    }

    /** Where the parents of a commit of the commit-graph are in it. */
    int[] parents(int position) {
        if ((++looks & 0xfff) == 0) {
            repo.deadline().check();
        }
        return graph.getCommitData(position).getParents();
    }

    private Node fromGraph(AnyObjectId id, int position) {
        CommitGraph.CommitData data = graph.getCommitData(position);
        List<ObjectId> parents = new ArrayList<>(data.getParents().length);
        for (int parent : data.getParents()) {
            parents.add(graph.getObjectId(parent));
        }
        return new Node(id.copy(), data.getTree(), parents, data.getCommitTime(), position);
    }

    private Node read(AnyObjectId id) throws IOException {
        Headers headers = repo.headers(id, Constants.OBJ_COMMIT);
        long time = headers.person("committer").orElse(Person.NOBODY).when().toEpochSecond();
        List<ObjectId> parents = shallow.contains(id) ? List.of() : headers.ids("parent");
        return new Node(id.copy(), headers.id("tree"), parents, time, -1);
    }

    /** Git before 2.44 hashed other letters wrongly, so a filter says nothing certain about them. */
    private static boolean isAscii(byte[] path) {
        for (byte letter : path) {
            if (letter < 0) {
                return false;
            }
        }
        return true;
    }
}
