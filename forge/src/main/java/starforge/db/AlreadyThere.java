package starforge.db;

/** A change would have written a second row where only one may be: somebody else was faster. Nothing was changed. */
public final class AlreadyThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlreadyThere(Throwable cause) {
        super("There is one already", cause);
    }
}
