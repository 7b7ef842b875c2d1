package starforge.realtime;

/** A connection that is not opened, with the HTTP status and the sentence that the other side gets. */
final class HandshakeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String why;

    HandshakeRefused(int status, String why) {
        super(why);
        this.status = status;
        this.why = why;
    }

    int status() {
        return status;
    }

    String why() {
        return why;
    }
}
