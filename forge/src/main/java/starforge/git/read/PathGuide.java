package starforge.git.read;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Leads a walk along the commits that changed a path, with git-log's default "history simplification": where the path is
 * the same as in a parent, only the first such parent is followed and the commit does not count.
 */
final class PathGuide implements Walk.Guide {
    private final Paths paths;
    private final History history;
    private final List<byte[]> names;
    private final List<byte[]> way;
    /** What lies at the path in commits still to come. */
    private final Map<ObjectId, Spot> ahead = new HashMap<>();

    PathGuide(Opened repo, History history, List<byte[]> names) {
        this.paths = new Paths(repo);
        this.history = history;
        this.names = names;
        this.way = Paths.way(names);
    }

    @Override
    public Walk.Step at(History.Node node) throws IOException {
        Spot here = spot(node);
        ahead.remove(node.id());
        for (int i = 0; i < node.parents().size(); i++) {
            ObjectId parent = node.parents().get(i);
            boolean surelySame = i == 0 && !history.mayHaveChanged(node, way);
            if (surelySame || here.equals(spot(history.node(parent)))) {
                ahead.put(parent, here);
                return new Walk.Step(false, List.of(parent));
            }
        }
        boolean created = node.parents().isEmpty() && !here.equals(Spot.NOTHING);
        return new Walk.Step(created || !node.parents().isEmpty(), node.parents());
    }

    private Spot spot(History.Node node) throws IOException {
        Spot known = ahead.get(node.id());
        if (known == null) {
            known = paths.at(node.tree(), names);
            ahead.put(node.id(), known);
        }
        return known;
    }
}
