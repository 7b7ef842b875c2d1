package starforge.kernels;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.ByteArrayOutputStream;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What PCRE2 made of a regular expression: kept with the query, and freed after it.
 *
 * @param pointer null when PCRE2 does not take it
 */
record NativeRegex(@Nullable Pointer pointer) {
    private static final Cleaner CLEANER = Cleaner.create();

    /** The machine's form of a query, good as long as the query is reachable; null when PCRE2 does not take it. */
    static @Nullable Pointer of(Regex query) {
        synchronized (query) {
            if (!(query.compiled() instanceof NativeRegex)) {
                query.keep(make(query));
            }
            return query.compiled() instanceof NativeRegex made ? made.pointer() : null;
        }
    }

    private static NativeRegex make(Regex query) {
        byte[] pattern = latin(query.text(EngineText.Flavor.PCRE));
        byte[] watched = latin(query.text(EngineText.Flavor.WATCHED_PCRE));
        List<byte[]> needles = query.needles();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        needles.forEach(all::writeBytes);
        int[] lengths = needles.stream().mapToInt(needle -> needle.length).toArray();
        short[] table = shorts(query.table());
        PointerByReference made = new PointerByReference();
        int result = Calls.sf_regex_new(
                pattern,
                pattern.length,
                watched,
                watched.length,
                filled(all.toByteArray()),
                needles.isEmpty() ? new int[1] : lengths,
                needles.size(),
                table.length == 0 ? new short[1] : table,
                table.length / 256,
                query.caseless() ? Calls.CASELESS : 0,
                made);
        if (result != 0) {
            return new NativeRegex(null);
        }
        Pointer pointer = made.getValue();
        CLEANER.register(query, () -> Calls.sf_regex_free(pointer));
        return new NativeRegex(pointer);
    }

    /** No array that C is given is empty. */
    private static byte[] filled(byte[] bytes) {
        return bytes.length == 0 ? new byte[1] : bytes;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static short[] shorts(char @Nullable [] table) {
        char[] all = table == null ? new char[0] : table;
        short[] shorts = new short[all.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) all[i];
        }
        return shorts;
    }
}
