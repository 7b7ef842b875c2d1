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

    /** Closes behind all earlier messages; nothing is sent after it. */
    void close(Closing why);

    /** Drops the connection with all that still waits in it. */
    void cut();
}
