package starforge.kernels;

import java.nio.ByteBuffer;

/** One search for a literal. */
final class LiteralScan {
    private static final int PIECE = 1 << 18;

    private final Literal query;
    private final Finder finder;
    private final ByteBuffer text;
    private final Deadline deadline;
    private final byte[] piece;

    LiteralScan(Literal query, ByteBuffer text, Deadline deadline) {
        this.query = query;
        this.finder = new Finder(query.needle(), query.caseless());
        this.text = text;
        this.deadline = deadline;
        this.piece = new byte[Math.min(PIECE, text.limit() + 1) + finder.length() + 1];
    }

    void scan(long[] ranges, Found found) {
        for (int i = 0; i < ranges.length; i += 2) {
            int start = (int) ranges[i];
            for (int at = start; at < ranges[i + 1]; ) {
                if (deadline.isOver()) {
                    found.incomplete();
                    return;
                }
                at = piece(start, at, (int) ranges[i + 1], found);
            }
        }
    }

    /** Searches for hits that start in the next piece, and says where to go on. A byte on either side is seen, too. */
    private int piece(int start, int from, int to, Found found) {
        int base = Math.max(start, from - 1);
        int nextPiece = (int) Math.min(to, (long) from + PIECE);
        int ending = (int) Math.min(to, (long) nextPiece + finder.length() - 1);
        int seen = Math.min(to, ending + 1) - base;
        text.get(base, piece, 0, seen);
        int at = from - base;
        int next = finder.next(piece, at, ending - base);
        while (next >= 0) {
            boolean hit = !query.word() || isWord(next, seen);
            if (hit) {
                found.add((long) base + next, (long) base + next + finder.length());
            }
            at = next + (hit ? finder.length() : 1);
            next = finder.next(piece, at, ending - base);
        }
        return Math.max(nextPiece, base + at);
    }

    private boolean isWord(int at, int seen) {
        int after = at + finder.length();
        return (at == 0 || !Ascii.isWord(piece[at - 1])) && (after >= seen || !Ascii.isWord(piece[after]));
    }
}
