package starforge.feed;

/**
 * A part of the log that one index leads to, newest first.
 *
 * @param side whether it is what somebody did or what happened to a repository
 * @param id number of the user or repository
 * @param kind the one kind of events, "" for all news
 */
record Track(Side side, long id, String kind) {
    /** Everything that somebody did. */
    static Track of(Side side, long id) {
        return new Track(side, id, "");
    }

    /** Tracks that are found by one statement have the same way. */
    Way way() {
        return new Way(side, kind);
    }

    /** How tracks are looked up. */
    record Way(Side side, String kind) {
        /** Condition of the index, for an event {@code e} and the value {@code :kind}. */
        String condition() {
            return kind.isEmpty() ? "e.news = true" : "e.kind = :kind";
        }

        /** Order of the index: all of its columns, as H2 takes it for an order in no other case. */
        String order() {
            return "e." + side.column() + ", e." + (kind.isEmpty() ? "news" : "kind") + ", e.seq desc";
        }
    }
}
