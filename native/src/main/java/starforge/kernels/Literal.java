package starforge.kernels;

import java.util.Set;

/** Bytes to be found. */
final class Literal implements Query {
    private final byte[] needle;
    private final boolean caseless;
    private final boolean word;

    private Literal(byte[] needle, boolean caseless, boolean word) {
        this.needle = needle;
        this.caseless = caseless;
        this.word = word;
    }

    static Literal of(byte[] bytes, Set<Option> options) {
        if (bytes.length == 0) {
            throw new BadQuery(BadQuery.Reason.EMPTY, 0);
        }
        if (bytes.length > LONGEST) {
            throw new BadQuery(BadQuery.Reason.TOO_LONG, LONGEST);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == Layout.SEPARATOR) {
                throw new BadQuery(BadQuery.Reason.ZERO_BYTE, i);
            }
        }
        boolean caseless = options.contains(Option.CASELESS);
        return new Literal(caseless ? Ascii.lower(bytes) : bytes.clone(), caseless, options.contains(Option.WORD));
    }

    /** Its bytes, not to be changed; where case does not count, the letters are small. */
    byte[] needle() {
        return needle;
    }

    boolean caseless() {
        return caseless;
    }

    /** Whether no word's character may be beside it. */
    boolean word() {
        return word;
    }
}
