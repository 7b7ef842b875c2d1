package starforge.realtime;

/**
 * Why this side closes a connection. As a close code (RFC 6455 section 7.4.2): 4000 to 4099 mean come back later, 4100 to
 * 4199 do not.
 */
enum Closing {
    RESTART(4000, "The server is going down; come back in a moment."),
    UNSURE(4001, "Nobody can say just now what you may watch; come back in a moment."),
    SLOW(4008, "Messages were not read fast enough."),
    SILENT(4012, "A ping was not answered."),
    HASTY(4013, "Too many commands: at most 20 a second."),
    NOT_ALLOWED(4100, "You may not watch this any more.");

    private final int code;
    private final String reason;

    Closing(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    /** A sentence of at most 123 bytes. */
    String reason() {
        return reason;
    }
}
