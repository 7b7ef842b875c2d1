package starforge.git.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;

/** One side of a file's change, read as far as it can be compared by lines. */
final class Side {
    private final byte[] raw;
    private final boolean tooBig;

    private Side(byte[] raw, boolean tooBig) {
        this.raw = raw;
        this.tooBig = tooBig;
    }

    /**
     * Reads what lies at a spot: nothing is empty, a submodule is the line Git shows for it.
     *
     * @param most bytes; a longer side stays unread
     */
    static Side read(Opened repo, Spot spot, int most) throws IOException {
        if (spot.isNothing()) {
            return new Side(new byte[0], false);
        }
        if (spot.kind() == Entry.Kind.SUBMODULE) {
            return new Side(("Subproject commit " + spot.id().name() + "\n").getBytes(US_ASCII), false);
        }
        ObjectLoader loader = repo.objects().open(spot.id(), Constants.OBJ_BLOB);
        return loader.getSize() > most ? new Side(new byte[0], true) : new Side(loader.getBytes(most), false);
    }

    boolean isTooBig() {
        return tooBig;
    }

    /** As Git sees it: with a NUL near the start, so UTF-16 too. */
    boolean isBinary() {
        return Contents.hasNul(raw);
    }

    int size() {
        return raw.length;
    }

    Lines lines() {
        return new Lines(raw);
    }
}
