package starforge.bench.git;

import java.util.List;

/** Runs a case at our server and at theirs, turn by turn, first some rounds that do not count. */
final class Match {
    private static final int LEAST_WARM_UP = 3;
    private static final int MOST_WARM_UP = 20;
    private static final int LEAST = 5;
    /** A round that takes longer needs little warming up, and nobody's patience lasts for five of them. */
    private static final long LONG_NANOS = 20_000_000_000L;

    private static final int LEAST_OF_LONG = 3;

    /** Fewer in all than there are commits to push one by one. */
    static final int MOST = 40;

    private final Peer ours;
    private final Peer theirs;
    private final long nanos;

    /** A row of the table. */
    record Row(String name, Meter ours, Meter theirs) {}

    /**
     * Sets two servers against each other.
     *
     * @param seconds how long a case may take, once it has run five times, or three when a round takes long
     */
    Match(Peer ours, Peer theirs, int seconds) {
        this.ours = ours;
        this.theirs = theirs;
        this.nanos = seconds * 1_000_000_000L;
    }

    Row play(Case it) throws Exception {
        Row row = new Row(it.name(), new Meter(), new Meter());
        Row unused = new Row(it.name(), new Meter(), new Meter());
        long began = System.nanoTime();
        round(it, 0, unused);
        if (System.nanoTime() - began > LONG_NANOS) {
            rounds(it, 1, LEAST_OF_LONG, MOST, nanos, row);
        } else {
            int warm = rounds(it, 1, LEAST_WARM_UP - 1, MOST_WARM_UP - 1, nanos / 2, unused);
            rounds(it, warm, LEAST, MOST, nanos, row);
        }
        return row;
    }

    /** Plays rounds until there are enough of them or time is up, and gives the number of the next one. */
    private int rounds(Case it, int first, int least, int most, long time, Row row) throws Exception {
        long began = System.nanoTime();
        int run = first;
        while (run < first + least || (run < first + most && System.nanoTime() - began < time)) {
            round(it, run++, row);
        }
        return run;
    }

    /** Each goes first every second time. */
    private void round(Case it, int run, Row row) throws Exception {
        List<Peer> order = run % 2 == 0 ? List.of(ours, theirs) : List.of(theirs, ours);
        for (Peer peer : order) {
            Case.Work work = it.setup().ready(peer, run);
            (peer.equals(ours) ? row.ours() : row.theirs()).time(peer, work);
            work.clear();
        }
    }
}
