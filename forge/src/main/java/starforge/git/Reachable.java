package starforge.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.WantNotValidException;

/**
 * Lets a client ask for any object that a visible branch or tag reaches, and no other. JGit's own check of files and folders
 * is exact only with bitmaps; without them it knows but the newest ones, so that a partial clone could not look at its past.
 */
final class Reachable implements UploadPack.RequestValidator {
    private final UploadPack.RequestValidator commits = new UploadPack.ReachableCommitRequestValidator();

    /**
     * Checks what a client wants beyond the tips it was shown.
     *
     * @throws WantNotValidException for the first object that is not reachable or not there
     */
    @Override
    public void checkWants(UploadPack pack, List<ObjectId> wants) throws IOException {
        if (pack.getRevWalk().getObjectReader().getBitmapIndex() != null) {
            commits.checkWants(pack, wants);
            return;
        }
        List<ObjectId> history = new ArrayList<>();
        Set<ObjectId> content = new HashSet<>();
        sort(pack, wants, history, content);
        commits.checkWants(pack, history);
        search(pack, content);
        for (ObjectId missed : content) {
            throw new WantNotValidException(missed);
        }
    }

    private static void sort(UploadPack pack, List<ObjectId> wants, List<ObjectId> history, Set<ObjectId> content)
            throws IOException {
        try (ObjectWalk walk = new ObjectWalk(pack.getRepository())) {
            for (ObjectId want : wants) {
                (walk.parseAny(want) instanceof RevCommit ? history : content).add(want.copy());
            }
        } catch (MissingObjectException e) {
            throw new WantNotValidException(e.getObjectId(), e);
        }
    }

    /** Goes through the files of history, newest first, and takes from the set what it comes across. */
    private static void search(UploadPack pack, Set<ObjectId> content) throws IOException {
        if (content.isEmpty()) {
            return;
        }
        try (ObjectWalk walk = new ObjectWalk(pack.getRepository())) {
            for (Ref ref : pack.getAdvertisedRefs().values()) {
                if (ref.getObjectId() != null) {
                    walk.markStart(walk.parseAny(ref.getObjectId()));
                }
            }
            while (walk.next() != null) {
                // The commits come first, their folders after them.
            }
            RevObject object = walk.nextObject();
            while (object != null && !content.isEmpty()) {
                content.remove(object);
                object = walk.nextObject();
            }
        }
    }
}
