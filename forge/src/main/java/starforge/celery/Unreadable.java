package starforge.celery;

/** A message that is none of this protocol; its message says why. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
        super(why);
    }
}
