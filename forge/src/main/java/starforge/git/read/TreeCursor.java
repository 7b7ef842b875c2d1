package starforge.git.read;

import java.util.Arrays;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Goes through a raw tree: {@code <mode, octal> <name>\0<20 bytes id>} again and again. A broken tree is a
 * CorruptObjectException, never an index out of bounds.
 */
final class TreeCursor {
    private final byte[] raw;
    private int mode;
    private int name;
    private int nameEnd;

    TreeCursor(byte[] raw) {
        this.raw = raw;
        this.nameEnd = -21;
    }

    /** Moves to the next entry, first to the first. */
    boolean next() throws CorruptObjectException {
        int at = nameEnd + 21;
        if (at >= raw.length) {
            return false;
        }
        mode = 0;
        while (at < raw.length && raw[at] != ' ') {
            mode = (mode << 3) + (raw[at++] - '0');
        }
        name = at + 1;
        nameEnd = name;
        while (nameEnd < raw.length && raw[nameEnd] != 0) {
            nameEnd++;
        }
        if (nameEnd + 21 > raw.length) {
            throw new CorruptObjectException("a tree ends in the middle of an entry");
        }
        return true;
    }

    /** Mode bits as Git sees them (canon_mode in cache.h): of a file's rights only "executable" matters. */
    int mode() {
        return switch (mode & FileMode.TYPE_MASK) {
            case FileMode.TYPE_TREE -> FileMode.TYPE_TREE;
            case FileMode.TYPE_SYMLINK -> FileMode.TYPE_SYMLINK;
            case FileMode.TYPE_FILE -> (mode & 0100) == 0 ? 0100644 : 0100755;
            default -> FileMode.TYPE_GITLINK;
        };
    }

    Spot spot() {
        return new Spot(mode(), id());
    }

    boolean isFolder() {
        return mode() == FileMode.TYPE_TREE;
    }

    int compareTo(TreeCursor other) {
        return compare(other.raw, other.name, other.nameEnd, other.isFolder());
    }

    int compareTo(byte[] otherName, boolean folder) {
        return compare(otherName, 0, otherName.length, folder);
    }

    /** The order of entries in a tree: by bytes, a folder as if its name ended in a slash (base_name_compare). */
    private int compare(byte[] other, int from, int to, boolean folder) {
        int common = Math.min(nameEnd - name, to - from);
        int order = Arrays.compareUnsigned(raw, name, name + common, other, from, from + common);
        return order != 0
                ? order
                : Integer.compare(
                        letter(raw, name + common, nameEnd, isFolder()), letter(other, from + common, to, folder));
    }

    byte[] name() {
        return Arrays.copyOfRange(raw, name, nameEnd);
    }

    boolean isNamed(byte[] other) {
        return Arrays.equals(raw, name, nameEnd, other, 0, other.length);
    }

    ObjectId id() {
        return ObjectId.fromRaw(raw, nameEnd + 1);
    }

    boolean hasId(AnyObjectId other) {
        return other.compareTo(raw, nameEnd + 1) == 0;
    }

    private static int letter(byte[] name, int at, int end, boolean folder) {
        return at < end ? name[at] & 0xff : folder ? '/' : 0;
    }
}
