package starforge.code;

/**
 * A part of a line of code.
 *
 * @param look class that colours it (k s n c f t), {@link #HIDDEN} for the name of a character that is not seen, or ""
 */
public record Piece(String text, String look) {
    static final String HIDDEN = "hidden";
}
