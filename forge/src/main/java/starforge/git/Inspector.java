package starforge.git;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GitmoduleEntry;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import starforge.words.Words;

/**
 * Looks at each object that comes in: names it, finds out whether its name was forged, whether it is well formed, whether it
 * is what the repository has under this name, and what it points to. Each thread has its own.
 *
 * <p>Names are SHA-1, for which different contents of one name can be made at great cost; such contents betray themselves
 * (Stevens, Counter-cryptanalysis, 2013), and {@link ObjectSum} finds them as it adds up. No byte of a push is spared that, as in
 * Git itself.
 */
final class Inspector implements AutoCloseable {
    private final ObjectSum sum = ObjectSum.best();
    private final ObjectChecker checker;
    private final KnownObjects known;
    private final ObjectReader reader;
    private final References references;

    /**
     * Gets ready.
     *
     * @param known what the repository has had before
     * @param objects how many come
     */
    Inspector(ObjectChecker checker, KnownObjects known, long objects) {
        this.checker = checker;
        this.known = known;
        this.reader = known.reader();
        this.references = new References(objects);
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Begins to name an object that comes in pieces. */
    void begin(int type, long size) {
        sum.begin(type, size);
    }

    void update(byte[] bytes, int length) {
        sum.add(bytes, length);
    }

    ObjectId name() {
        return sum.name();
    }

    /** Inspects a whole object, and says its name. */
    ObjectId inspect(int type, byte[] object) throws IOException {
        begin(type, object.length);
        sum.add(object, object.length);
        ObjectId id = name();
        if (type != Constants.OBJ_BLOB) {
            check(id, type, object);
            references.note(type, object);
        }
        if (isKnown(id)) {
            compare(id, type, object);
        }
        return id;
    }

    boolean isKnown(AnyObjectId id) throws IOException {
        return known.has(id);
    }

    private void check(AnyObjectId id, int type, byte[] object) throws CorruptObjectException {
        try {
            checker.check(id, type, object);
        } catch (CorruptObjectException e) {
            if (e.getErrorType() != null) {
                throw e;
            }
            throw new CorruptObjectException(
                    Words.english().say("git.push.invalid", Constants.typeString(type), id.name(), "" + e.getMessage()),
                    e);
        }
    }

    /** Sees to it that the repository has the same under this name, so that nothing can take the place of what is there. */
    void compare(AnyObjectId id, int type, byte[] object) throws IOException {
        try {
            ObjectLoader there = reader.open(id);
            if (there.getType() != type
                    || there.getSize() != object.length
                    || !Arrays.equals(there.getCachedBytes(object.length), object)) {
                throw new CorruptObjectException(Words.english().say("git.push.twice", id.name()));
            }
        } catch (MissingObjectException e) {
            // It went meanwhile, so nothing can be mistaken for it.
        }
    }

    /** Opens what the repository had before. */
    ObjectLoader open(AnyObjectId id) throws IOException {
        return reader.open(id);
    }

    /** The files {@code .gitmodules} that came across, not yet looked into. */
    List<GitmoduleEntry> gitmodules() {
        return checker.getGitsubmodules();
    }

    References references() {
        return references;
    }
}
