package starforge.kernels;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * SHA-1 in C (FIPS 180-4) that finds out whether a message was made to collide with another one (Stevens, Counter-cryptanalysis,
 * 2013; {@code native/src/main/c/sha1.c} tells how). There is no twin in Java. Not for several threads.
 */
public final class Sha1 {
    /** Of a sum. */
    public static final int LENGTH = 20;

    private static final int PIECE = 1 << 14;

    /** What C remembers, and behind that the bytes that it is given. */
    private final ByteBuffer memory = ByteBuffer.allocateDirect(Calls.SHA1_BYTES + PIECE);

    private final long context = Pointer.nativeValue(Native.getDirectBufferPointer(memory));
    private final long piece = context + Calls.SHA1_BYTES;

    /** Made where the library was loaded. */
    Sha1() {
        begin();
    }

    /** Gets ready to add up messages; empty where {@link Kernels#best} is not C. */
    public static Optional<Sha1> best() {
        return Kernels.best() instanceof NativeKernels ? Optional.of(new Sha1()) : Optional.empty();
    }

    /** Begins anew, whatever came before. */
    public void begin() {
        Calls.sf_sha1_begin(context);
    }

    /** Adds the next bytes of the message. */
    public void add(byte[] bytes, int from, int count) {
        Objects.checkFromIndexSize(from, count, bytes.length);
        for (int done = 0; done < count; done += PIECE) {
            int some = Math.min(PIECE, count - done);
            memory.put(Calls.SHA1_BYTES, bytes, from + done, some);
            Calls.sf_sha1_add(context, piece, some);
        }
    }

    /**
     * Ends the message, and begins a new one.
     *
     * @param sum gets 20 bytes, in either case
     * @return whether somebody made it so that another message has this sum, too
     */
    public boolean end(byte[] sum) {
        boolean isForged = Calls.sf_sha1_end(context, piece) == Calls.FORGED;
        memory.get(Calls.SHA1_BYTES, sum, 0, LENGTH);
        begin();
        return isForged;
    }
}
