package starforge.events;

/** The place in the log that a change will have; known once its transaction is stored. */
public final class Recorded {
    private long seq;

    Recorded() {}

    /** A place that is known already. */
    public static Recorded known(long place) {
        Recorded recorded = new Recorded();
        recorded.at(place);
        return recorded;
    }

    void at(long place) {
        seq = place;
    }

    /** The place, 0 while the transaction is open. */
    public long seq() {
        return seq;
    }
}
