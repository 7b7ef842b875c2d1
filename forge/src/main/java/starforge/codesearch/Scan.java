package starforge.codesearch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import starforge.kernels.Entries;
import starforge.kernels.Hits;
import starforge.kernels.Query;
import starforge.kernels.Snapshot;

/** One query in some files of a snapshot: counts those with finds, and all finds, and keeps the first. */
final class Scan {
    /** Files are searched together as long as they have no more bytes, so that time and results are looked at in between. */
    private static final long WINDOW = 8L << 20;

    private static final int FILES_IN_WINDOW = 2_048;
    private static final int FINDS_IN_WINDOW = 4_096;
    /** Of each file; no page shows more. */
    private static final int FINDS_IN_FILE = 64;

    private final Snapshot snapshot;
    private final Entries entries;
    private final Query query;
    private final int most;
    private final long end;
    private final List<File> kept = new ArrayList<>();
    private int files;
    private long finds;
    private boolean isWhole = true;
    /** Whether there are so many finds that each file is searched on its own. */
    private boolean isDense;

    /**
     * A file with finds.
     *
     * @param number in the snapshot
     * @param count all its finds
     * @param finds the first of them, in bytes of the file
     */
    record File(int number, long count, List<Excerpt.Found> finds) {}

    private Scan(Snapshot snapshot, Query query, int most, long end) {
        this.snapshot = snapshot;
        this.entries = snapshot.entries();
        this.query = query;
        this.most = most;
        this.end = end;
    }

    /**
     * Searches.
     *
     * @param first the first file
     * @param last the one after the last
     * @param wanted which of them
     * @param most so many files are kept
     * @param end the moment by the nano clock at which it ends in any case
     */
    static Scan of(Snapshot snapshot, Query query, int first, int last, IntPredicate wanted, int most, long end) {
        Scan scan = new Scan(snapshot, query, most, end);
        int[] numbers = IntStream.range(first, last).filter(wanted).toArray();
        for (int from = 0; from < numbers.length && scan.isInTime(); ) {
            int to = scan.window(numbers, from);
            scan.search(Arrays.copyOfRange(numbers, from, to));
            from = to;
        }
        return scan;
    }

    private boolean isInTime() {
        boolean isIn = System.nanoTime() - end < 0;
        isWhole &= isIn;
        return isIn;
    }

    private int window(int[] numbers, int from) {
        int to = from + 1;
        while (to < numbers.length
                && to - from < FILES_IN_WINDOW
                && entries.end(numbers[to]) - entries.start(numbers[from]) < WINDOW) {
            to++;
        }
        return to;
    }

    private void search(int[] numbers) {
        Optional<Hits> hits = isDense ? Optional.empty() : Optional.of(find(numbers, FINDS_IN_WINDOW));
        isDense |= hits.filter(all -> all.total() > all.count()).isPresent();
        if (!isDense) {
            hits.ifPresent(all -> take(numbers, all, false));
            return;
        }
        for (int i = 0; i < numbers.length && isInTime(); i++) {
            int[] one = {numbers[i]};
            take(one, find(one, FINDS_IN_FILE), true);
        }
    }

    private Hits find(int[] numbers, int cap) {
        long[] ranges = new long[2 * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            ranges[2 * i] = entries.start(numbers[i]);
            ranges[2 * i + 1] = entries.end(numbers[i]);
        }
        Hits hits = snapshot.find(query, ranges, cap, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        isWhole &= hits.complete();
        return hits;
    }

    /** Sorts hits by their files; where they are of one file alone, all of them count though not all are told. */
    private void take(int[] numbers, Hits hits, boolean isOne) {
        finds += hits.total();
        int next = 0;
        for (int i = 0; i < hits.count(); ) {
            while (hits.start(i) >= entries.end(numbers[next]) && next + 1 < numbers.length) {
                next++;
            }
            int file = numbers[next];
            int last = i + 1;
            while (last < hits.count() && hits.start(last) < entries.end(file)) {
                last++;
            }
            add(file, isOne ? hits.total() : last - i, hits, i, last);
            i = last;
        }
    }

    private void add(int file, long count, Hits hits, int from, int to) {
        files++;
        if (kept.size() < most) {
            long start = entries.start(file);
            List<Excerpt.Found> first = new ArrayList<>();
            for (int i = from; i < Math.min(to, from + FINDS_IN_FILE); i++) {
                first.add(new Excerpt.Found((int) (hits.start(i) - start), (int) (hits.end(i) - start)));
            }
            kept.add(new File(file, count, first));
        }
    }

    /** The first files with finds, in the order of the snapshot. */
    List<File> kept() {
        return kept;
    }

    /** How many files have finds. */
    int files() {
        return files;
    }

    /** How many finds there are in all files. */
    long finds() {
        return finds;
    }

    /** Whether nothing was left out for lack of time. */
    boolean isWhole() {
        return isWhole;
    }
}
