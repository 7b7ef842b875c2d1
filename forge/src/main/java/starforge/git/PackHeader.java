package starforge.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import starforge.access.Refusal;

/**
 * Looks at the first twelve bytes of a pack: {@code PACK}, version, number of objects (gitformat-pack(5)). JGit makes room for
 * as many objects as a pack announces before it reads the first, so a push of twelve bytes could ask for all memory.
 */
final class PackHeader {
    private static final int BYTES = 12;

    private PackHeader() {}

    /**
     * Gives back the same stream, once its header is known to be modest. What is no pack is left for JGit to refuse.
     *
     * @throws Refusal TOO_LARGE when the pack announces more objects than allowed
     */
    static InputStream checked(InputStream pack, long mostObjects) throws IOException {
        byte[] header = pack.readNBytes(BYTES);
        if (header.length == BYTES
                && Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(8)) > mostObjects) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "This push has more than " + mostObjects + " objects. Please push the history in several steps.");
        }
        return new SequenceInputStream(new ByteArrayInputStream(header), pack);
    }
}
