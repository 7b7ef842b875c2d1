package starforge.kernels;

import java.time.Duration;

/**
 * The text of one commit, open for searching by any number of threads. The file may be deleted or replaced meanwhile, but
 * never shortened. Offsets are bytes from the start of the text.
 */
public interface Snapshot extends AutoCloseable {
    /** Its files; good even when this is closed. */
    Entries entries();

    /** How many bytes of text there are, with one between any two files. */
    long length();

    /**
     * Searches.
     *
     * @param ranges start, end, start, end, ... of what is searched, ascending and apart, such as {@link Entries#ranges} gives.
     *     No hit crosses the end of a range; for a regular expression and whole words each must be a whole file.
     * @param cap how many hits are told at most; all are counted
     * @param budget how long it may take
     * @throws IllegalStateException when this is closed
     */
    Hits find(Query query, long[] ranges, int cap, Duration budget);

    /** Searches all files. */
    default Hits find(Query query, int cap, Duration budget) {
        return find(query, entries().ranges(), cap, budget);
    }

    /**
     * A copy of some bytes.
     *
     * @throws IndexOutOfBoundsException when the text has not all of them
     * @throws IllegalStateException when this is closed
     */
    byte[] bytes(long from, int length);

    /** The number of the line, from 1, in its file, that has the byte at this offset. The file is read up to there. */
    default int line(long offset) {
        long start = entries().start(entries().at(offset));
        int line = 1;
        for (byte one : bytes(start, Math.toIntExact(offset - start))) {
            if (one == '\n') {
                line++;
            }
        }
        return line;
    }

    /** Lets go of the file: at once, or when the last search that is still running ends. */
    @Override
    void close();
}
