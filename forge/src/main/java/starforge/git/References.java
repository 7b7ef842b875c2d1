package starforge.git;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.MutableObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.eclipse.jgit.util.NB;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of a pack point to. Where all of it lies in the pack itself nothing can be missing, and nobody has to walk
 * through history to know that. Not for several threads.
 */
final class References {
    private static final int RAW = Constants.OBJECT_ID_LENGTH;
    private static final int HEX = Constants.OBJECT_ID_STRING_LENGTH;
    private static final byte[] PARENT = Constants.encodeASCII("parent ");

    /** More than there are objects cannot all be in the pack. */
    private final long most;

    private final MutableObjectId id = new MutableObjectId();
    private final byte[] raw = new byte[RAW];
    private final Set<Target> targets = new HashSet<>();
    private boolean leadsOut;

    References(long most) {
        this.most = most;
    }

    /**
     * An id and what is said to be there. Whoever pushes can choose ids that fall on one place of a table of hashes; as they
     * have an order, such a table stays fast.
     */
    private record Target(long first, long second, int third, int type) implements Comparable<Target> {
        private static final Comparator<Target> ORDER = Comparator.comparingLong(Target::first)
                .thenComparingLong(Target::second)
                .thenComparingInt(Target::third)
                .thenComparingInt(Target::type);

        static Target of(byte[] bytes, int at, int type) {
            return new Target(
                    NB.decodeInt64(bytes, at), NB.decodeInt64(bytes, at + 8), NB.decodeInt32(bytes, at + 16), type);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Target that
                    && first == that.first
                    && second == that.second
                    && third == that.third
                    && type == that.type;
        }

        /** The bits of an id are well mixed as they are. */
        @Override
        public int hashCode() {
            return third;
        }

        @Override
        public int compareTo(Target other) {
            return ORDER.compare(this, other);
        }

        ObjectId id() {
            return new ObjectId((int) (first >>> 32), (int) first, (int) (second >>> 32), (int) second, third);
        }
    }

    /** Notes what an object points to that {@link org.eclipse.jgit.lib.ObjectChecker} found to be well formed. */
    void note(int type, byte[] object) {
        if (leadsOut) {
            return;
        }
        switch (type) {
            case Constants.OBJ_TREE -> noteTree(object);
            case Constants.OBJ_COMMIT -> noteCommit(object);
            case Constants.OBJ_TAG -> noteTag(object);
            default -> {} // a file points to nothing
        }
    }

    private void noteTree(byte[] tree) {
        int at = 0;
        while (at < tree.length) {
            int mode = 0;
            for (; tree[at] != ' '; at++) {
                mode = (mode << 3) + tree[at] - '0';
            }
            while (tree[at] != 0) {
                at++;
            }
            int type = FileMode.fromBits(mode).getObjectType();
            if (type != Constants.OBJ_COMMIT) { // a submodule's commit is in another repository
                note(Target.of(tree, at + 1, type));
            }
            at += 1 + RAW;
        }
    }

    private void noteCommit(byte[] commit) {
        int at = "tree ".length();
        note(commit, at, Constants.OBJ_TREE);
        at += HEX + 1;
        while (RawParseUtils.match(commit, at, PARENT) >= 0) {
            note(commit, at + PARENT.length, Constants.OBJ_COMMIT);
            at += PARENT.length + HEX + 1;
        }
    }

    private void noteTag(byte[] tag) {
        int at = "object ".length();
        int type = at + HEX + 1 + "type ".length();
        note(
                tag,
                at,
                switch (tag[type]) {
                    case 'c' -> Constants.OBJ_COMMIT;
                    case 'b' -> Constants.OBJ_BLOB;
                    default -> tag[type + 1] == 'r' ? Constants.OBJ_TREE : Constants.OBJ_TAG;
                });
    }

    private void note(byte[] text, int at, int type) {
        id.fromString(text, at);
        id.copyRawTo(raw, 0);
        note(Target.of(raw, 0, type));
    }

    private void note(Target target) {
        if (!leadsOut && targets.add(target) && targets.size() > most) {
            leadsOut = true;
            targets.clear();
        }
    }

    /**
     * Says whether all that was noted is in a pack, and there as what it is said to be.
     *
     * @param pack by id
     */
    boolean areWithin(List<PackedObjectInfo> pack) {
        return !leadsOut
                && targets.stream().allMatch(target -> {
                    int at = Collections.binarySearch(pack, target.id());
                    return at >= 0 && pack.get(at).getType() == target.type;
                });
    }
}
