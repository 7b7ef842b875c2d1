package starforge.git;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;

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
        Optional<List<References.Outside>> outside =
                tips.stream().allMatch(intake::has) ? intake.outside() : Optional.empty();
        if (tips.isEmpty() || outside.filter(List::isEmpty).isPresent()) {
            return;
        }
        Optional<Set<ObjectId>> edge = outside.flatMap(all -> edge(all, known));
        if (edge.isEmpty()
                || isTwoThings(outside.get(), intake)
                || !Increment.isWhole(repository, intake, tips, edge.get())) {
            walk(repository, tips, edge.orElse(known));
        }
    }

    /** Whether an object is said to be something else than it is. */
    private static boolean isTwoThings(List<References.Outside> outside, Intake intake) {
        return outside.stream().anyMatch(it -> intake.has(it.id()));
    }

    /** The commits that the new ones are made upon, if there are no others and all of them are known. */
    private static Optional<Set<ObjectId>> edge(List<References.Outside> outside, Set<ObjectId> known) {
        List<References.Outside> history = outside.stream()
                .filter(it -> it.type() == Constants.OBJ_COMMIT || it.type() == Constants.OBJ_TAG)
                .toList();
        return history.stream().allMatch(it -> it.type() == Constants.OBJ_COMMIT && known.contains(it.id()))
                ? Optional.of(
                        Set.copyOf(history.stream().map(References.Outside::id).toList()))
                : Optional.empty();
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
