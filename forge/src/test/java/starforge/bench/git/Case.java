package starforge.bench.git;

/**
 * Something to do at a server, again and again.
 *
 * @param name what it is, for the table
 * @param setup prepares a run
 */
record Case(String name, Setup setup) {
    /** What is timed. */
    interface Work {
        void run() throws Exception;

        /** Clears up behind it, not timed. */
        default void clear() throws Exception {}
    }

    /** Prepares a run, not timed. */
    interface Setup {
        Work ready(Peer peer, int run) throws Exception;
    }
}
