package starforge.realtime;

/** The way to one watcher, as its {@link Viewer} sees it. Nothing here waits for the network. */
interface Line {
    /**
     * Sends a message behind all earlier ones.
     *
     * @param done is run once, when the message has left or never will
     */
    void send(Text text, Runnable done);

    /** Sends a ping; the pong comes back by {@link Viewer#pong()}. */
    void ping();

    /** Answers a ping. */
    void pong(byte[] payload);

    /**
     * Closes behind all earlier messages; nothing is sent after it.
     *
     * @param code as in RFC 6455 section 7.4
     * @param reason a sentence of at most 123 bytes, or ""
     */
    void close(int code, String reason);

    /** Drops the connection with all that still waits in it. */
    void cut();
}
