package starforge.git;

import java.io.IOException;
import java.util.Collection;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;

/** Sees to it that nothing is missing of what somebody pushes. */
final class Connectivity {
    private Connectivity() {}

    /**
     * Walks from what is new to what was there before.
     *
     * @param known tips below which nothing is missing
     * @throws MissingObjectException for the first object that is not there
     */
    static void check(Repository repository, Collection<ObjectId> tips, Collection<ObjectId> known) throws IOException {
        try (ObjectWalk walk = new ObjectWalk(repository)) {
            for (ObjectId tip : tips) {
                walk.markStart(walk.parseAny(tip));
            }
            for (ObjectId id : known) {
                walk.markUninteresting(walk.parseAny(id));
            }
            walk.checkConnectivity();
        }
    }
}
