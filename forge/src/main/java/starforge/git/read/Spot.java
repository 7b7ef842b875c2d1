package starforge.git.read;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** What lies at a path of a tree: mode bits and object id; {@link #NOTHING} when there is none. */
record Spot(int mode, ObjectId id) {
    static final Spot NOTHING = new Spot(0, ObjectId.zeroId());

    static Spot folder(ObjectId tree) {
        return new Spot(FileMode.TREE.getBits(), tree);
    }

    boolean isNothing() {
        return mode == 0;
    }

    /** As Git writes it, six octal digits such as "100644"; "" for nothing. */
    String octal() {
        return isNothing() ? "" : Integer.toOctalString(mode);
    }

    /** Whether a change from one to the other is a change of contents, not of what it is. */
    boolean isSameType(Spot other) {
        return (mode & FileMode.TYPE_MASK) == (other.mode & FileMode.TYPE_MASK);
    }

    boolean isFolder() {
        return FileMode.TREE.equals(mode);
    }

    Entry.Kind kind() {
        return switch (mode & FileMode.TYPE_MASK) {
            case FileMode.TYPE_TREE -> Entry.Kind.FOLDER;
            case FileMode.TYPE_SYMLINK -> Entry.Kind.LINK;
            case FileMode.TYPE_GITLINK -> Entry.Kind.SUBMODULE;
            default -> (mode & 0111) == 0 ? Entry.Kind.FILE : Entry.Kind.EXECUTABLE;
        };
    }
}
