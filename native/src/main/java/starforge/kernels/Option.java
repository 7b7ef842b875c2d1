package starforge.kernels;

/** How a {@link Query} is meant. */
public enum Option {
    /** {@code a} and {@code A} are the same, and so on to {@code Z}; other letters are only themselves. */
    CASELESS,
    /**
     * No hit has a word's character before or after it. A word is made of ASCII letters, digits, {@code _}, and all that is
     * not ASCII.
     */
    WORD
}
