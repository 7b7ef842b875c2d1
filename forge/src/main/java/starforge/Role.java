package starforge;

/** Which part of a forge a process is. */
enum Role {
    /** All of it. */
    SERVE(true),
    /** Pages and Git, without the live connections. */
    WEB(false);

    private final boolean isLive;

    Role(boolean isLive) {
        this.isLive = isLive;
    }

    /** Whether it holds the live connections as well. */
    boolean isLive() {
        return isLive;
    }
}
