package starforge.git;

import java.util.Arrays;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
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

    int mode() {
        return mode;
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
}
