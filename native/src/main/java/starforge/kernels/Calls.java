package starforge.kernels;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The functions of {@code native/src/main/c/starforge.h}, by JNA's direct mapping. */
final class Calls {
    static final int ABI = 2;
    static final int CASELESS = 1;
    static final int WORD = 2;
    static final int HAS_REGEX = 1;
    static final int HAS_JIT = 2;
    static final int HAS_WIDE = 4;
    static final int HAS_SHA = 8;
    static final int FORGED = -7;
    static final int SHA1_BYTES = 544;

    /** JNA unloads what nobody holds, and what it made may be freed long after another one was loaded: none is ever unloaded. */
    private static final Queue<NativeLibrary> LOADED = new ConcurrentLinkedQueue<>();

    private Calls() {}

    /**
     * Loads this library for all of these functions.
     *
     * @throws UnsatisfiedLinkError when it cannot be loaded, or lacks one of them
     */
    static void load(Path library) {
        NativeLibrary loaded = NativeLibrary.getInstance(library.toString());
        LOADED.add(loaded);
        Native.register(Calls.class, loaded);
    }

    static native int sf_abi_version();

    static native int sf_features();

    static native int sf_map(byte[] path, PointerByReference map, PointerByReference bytes, LongByReference length);

    static native void sf_unmap(Pointer map);

    static native long sf_find(
            Pointer text,
            long length,
            long[] ranges,
            long count,
            byte[] needle,
            int needleLength,
            int flags,
            Pointer out,
            long cap,
            long budget,
            Pointer complete);

    static native int sf_regex_new(
            byte[] pattern,
            int length,
            byte[] watched,
            int watchedLength,
            byte[] needles,
            int[] lengths,
            int count,
            short[] table,
            int states,
            int flags,
            PointerByReference regex);

    static native void sf_regex_free(Pointer regex);

    static native long sf_regex_find(
            Pointer text,
            long length,
            long[] ranges,
            long count,
            Pointer regex,
            Pointer out,
            long cap,
            long budget,
            Pointer complete);

    static native void sf_sha1_begin(long context);

    static native int sf_sha1_add(long context, long bytes, long length);

    static native int sf_sha1_end(long context, long sum);

    static native long sf_sum(Pointer text, long length);
}
