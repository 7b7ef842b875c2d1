package starforge.realtime;

/** What the other side sent is not to be understood: the close code (RFC 6455 section 7.4.1) and sentence that it gets. */
final class BadFrame extends Exception {
    static final int PROTOCOL = 1002;
    static final int NOT_ACCEPTED = 1003;
    static final int NOT_UTF8 = 1007;
    static final int TOO_LARGE = 1009;

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String why;

    BadFrame(int code, String why) {
        super(why, null, false, false);
        this.code = code;
        this.why = why;
    }

    int code() {
        return code;
    }

    String why() {
        return why;
    }
}
