package starforge.git.read;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import starforge.access.Refusal;

/** A repository while it is being read, with its one reader and its deadline. */
record Opened(Repository repository, ObjectReader objects, Deadline deadline) implements AutoCloseable {
    private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern ABBREVIATED = Pattern.compile("[0-9a-fA-F]{7,40}");
    /** Commits, tags and folders beyond this are an attack, not work. */
    private static final int MOST_BYTES = 64 << 20;

    /** The whole of a commit, tag or tree; blobs are read by size, see {@link Trees}. */
    byte[] bytes(AnyObjectId id, int type) throws IOException {
        deadline.check();
        return objects.open(id, type).getCachedBytes(MOST_BYTES);
    }

    Headers headers(AnyObjectId id, int type) throws IOException {
        return new Headers(bytes(id, type));
    }

    Commit commit(AnyObjectId id) throws IOException {
        return Commit.of(id.name(), headers(id, Constants.OBJ_COMMIT));
    }

    /** The one commit a full or abbreviated id (7 digits and more) can mean. */
    Optional<ObjectId> find(String text) throws IOException {
        return ABBREVIATED.matcher(text).matches()
                ? only(objects.resolve(AbbreviatedObjectId.fromString(text)))
                : Optional.empty();
    }

    /** A commit by its full id; anything else is {@code NOT_FOUND}. */
    ObjectId commitId(String id) throws IOException {
        if (!FULL.matcher(id).matches() || !isCommit(ObjectId.fromString(id))) {
            throw Refusal.notFound();
        }
        return ObjectId.fromString(id);
    }

    ObjectId treeOf(String commit) throws IOException {
        return headers(commitId(commit), Constants.OBJ_COMMIT).id("tree");
    }

    /** One of the {@code OBJ_} constants. */
    int type(AnyObjectId id) throws IOException {
        return objects.open(id).getType();
    }

    boolean isCommit(AnyObjectId id) throws IOException {
        return objects.has(id) && type(id) == Constants.OBJ_COMMIT;
    }

    private Optional<ObjectId> only(Iterable<ObjectId> candidates) throws IOException {
        Optional<ObjectId> found = Optional.empty();
        for (ObjectId id : candidates) {
            if (isCommit(id)) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(id);
            }
        }
        return found;
    }

    @Override
    public void close() {
        objects.close();
    }
}
