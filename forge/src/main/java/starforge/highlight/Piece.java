package starforge.highlight;

/**
 * A part of a line of code.
 *
 * @param look class that colours it (keyword {@code k}, string {@code s}, number {@code n}, comment {@code c}, function
 *     {@code f}, type {@code t}), {@link #HIDDEN} for the name of a character that is not seen, or ""
 */
public record Piece(String text, String look) {
    /** The look of a name such as U+202E in the place of the character, see {@link Ordering}. */
    public static final String HIDDEN = "hidden";

    public boolean isHidden() {
        return look.equals(HIDDEN);
    }
}
