package starforge.git;

import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.jspecify.annotations.Nullable;

/** One object of a pack on its way in (gitformat-pack(5)), and the deltas that are made against it. */
final class PackEntry {
    final long offset;
    final int type;
    /** Bytes when inflated, of the object or of the delta. */
    final long size;
    /** Where its compressed bytes begin. */
    final long data;
    /** What it is a delta against, where its place in the pack says so. */
    final @Nullable PackEntry base;

    private int crc;
    private int weight = 1;
    private @Nullable PackEntry child;
    private @Nullable PackEntry sibling;
    private @Nullable PackedObjectInfo object;
    private byte @Nullable [] kept;

    /**
     * Describes what stands at a place.
     *
     * @param type one of {@link Constants}' {@code OBJ_}
     */
    PackEntry(long offset, int type, long size, long data, @Nullable PackEntry base) {
        this.base = base;
        this.offset = offset;
        this.type = type;
        this.size = size;
        this.data = data;
    }

    boolean isDelta() {
        return type == Constants.OBJ_OFS_DELTA || type == Constants.OBJ_REF_DELTA;
    }

    boolean isBase() {
        return child != null;
    }

    /** Keeps what was inflated, to be taken once. */
    void keep(byte[] inflated) {
        kept = inflated;
    }

    byte @Nullable [] take() {
        byte[] taken = kept;
        kept = null;
        return taken;
    }

    void crc(int value) {
        crc = value;
    }

    /** Makes itself known to its base, once all that is made against it has done so. */
    void join() {
        if (base != null) {
            sibling = base.child;
            base.child = this;
            base.weight += weight;
        }
    }

    /** The deltas against this, first those against which least is made. */
    void childrenInto(List<PackEntry> children) {
        for (PackEntry each = child; each != null; each = each.sibling) {
            children.add(each);
        }
        children.sort(Comparator.comparingInt(each -> each.weight));
    }

    /** Notes what it has turned out to be. */
    PackedObjectInfo become(AnyObjectId id, int kind) {
        PackedObjectInfo made = new PackedObjectInfo(id);
        made.setOffset(offset);
        made.setCRC(crc);
        made.setType(kind);
        object = made;
        return made;
    }

    /** What it is; null while its base is not known. */
    @Nullable
    PackedObjectInfo object() {
        return object;
    }
}
