package starforge.kernels;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What is searched for: checked and prepared once, used for any number of snapshots, by any number of threads. */
public sealed interface Query permits Literal, Regex {
    /** The most bytes of a literal, and characters of a regular expression. */
    int LONGEST = 4096;

    /**
     * Exactly this text, which may go over several lines.
     *
     * @throws BadQuery when it is empty, too long, or has a zero byte
     */
    static Query literal(String text, Set<Option> options) {
        return literal(text.getBytes(StandardCharsets.UTF_8), options);
    }

    /** The same for bytes in whatever encoding. */
    static Query literal(byte[] bytes, Set<Option> options) {
        return Literal.of(bytes, options);
    }

    /**
     * A regular expression of the dialect that native/README.md tells. A match of nothing is no hit.
     *
     * @throws BadQuery when it is not of that dialect, or too long
     */
    static Query regex(String pattern, Set<Option> options) {
        return Regex.of(pattern, options);
    }
}
