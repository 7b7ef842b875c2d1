package starforge.git;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevWalk;

/** Sees to it that nothing is missing of what somebody pushes. */
final class Connectivity {
    private Connectivity() {}

    /**
     * Looks at what is new down to what was there before; where all came with the pack there is no need to. Most pushes build
     * on a branch or two, and of the others, which may be thousands, none is looked at then. Most of these change a few
     * folders, and the others are not read; only when that does not tell is everything walked through.
     *
     * @param tips what refs will point to, unless it was known
     * @param known below these nothing is missing
     * @throws MissingObjectException for the first object that is not there
     */
    static void check(Repository repository, Intake intake, Collection<ObjectId> tips, Set<ObjectId> known)
            throws IOException {
        if (tips.isEmpty() || (tips.stream().allMatch(intake::has) && intake.isWhole())) {
            return;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            Optional<Increment> increment = Increment.of(walk, intake, tips, known);
            if (increment.isEmpty() || !increment.get().isWhole()) {
                walk(repository, tips, increment.map(Increment::bases).orElse(known));
            }
        }
    }

    private static void walk(Repository repository, Collection<ObjectId> tips, Set<ObjectId> known) throws IOException {
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
