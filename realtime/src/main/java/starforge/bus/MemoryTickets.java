package starforge.bus;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Tickets inside one process. At most {@link #LIMIT} are kept: beyond that an old one goes, and its page asks for another.
 *
 * <p>They lie in plain arrays, because pages from memory hand out tens of thousands a second, and as many small objects that
 * live for twenty seconds were a tenth of what such a page costs. A ticket's own bits say in which row of {@value #ROW} it is.
 */
public final class MemoryTickets implements Tickets {
    /** So many unused tickets are kept at once. */
    public static final int LIMIT = 65_536;

    private static final int ROW = 8;
    private static final String WORD = "wstoken";
    private static final Grant NONE = new Grant("", "", Set.of());

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final long[] highs = new long[LIMIT];
    private final long[] lows = new long[LIMIT];
    /** In milliseconds since 1970. */
    private final long[] untils = new long[LIMIT];

    private final Grant[] grants = new Grant[LIMIT];

    public MemoryTickets(Clock clock) {
        this.clock = clock;
        Arrays.fill(grants, NONE);
    }

    @Override
    public String issue(Grant grant) {
        byte[] bits = new byte[2 * Long.BYTES];
        random.nextBytes(bits);
        ByteBuffer both = ByteBuffer.wrap(bits);
        keep(both.getLong(), both.getLong(), grant);
        return WORD + HexFormat.of().formatHex(bits);
    }

    private synchronized void keep(long high, long low, Grant grant) {
        int place = oldest(row(low));
        highs[place] = high;
        lows[place] = low;
        grants[place] = grant;
        untils[place] = clock.millis() + LIFETIME.toMillis();
    }

    private static int row(long low) {
        return (int) Math.floorMod(low, (long) LIMIT / ROW) * ROW;
    }

    /** A place that is free, or else the one whose ticket ends first. */
    private int oldest(int row) {
        int oldest = row;
        for (int i = row; i < row + ROW; i++) {
            if (untils[i] < untils[oldest]) {
                oldest = i;
            }
        }
        return oldest;
    }

    @Override
    public Optional<Grant> take(String ticket) {
        if (!ticket.matches(WORD + "[0-9a-f]{32}")) {
            return Optional.empty();
        }
        int half = WORD.length() + 16;
        long high = Long.parseUnsignedLong(ticket.substring(WORD.length(), half), 16);
        long low = Long.parseUnsignedLong(ticket.substring(half), 16);
        return take(high, low);
    }

    private synchronized Optional<Grant> take(long high, long low) {
        int row = row(low);
        for (int i = row; i < row + ROW; i++) {
            if (highs[i] == high && lows[i] == low && clock.millis() < untils[i]) {
                Grant grant = grants[i];
                grants[i] = NONE;
                untils[i] = 0;
                return Optional.of(grant);
            }
        }
        return Optional.empty();
    }

    /** How many tickets are good now. */
    synchronized int size() {
        long now = clock.millis();
        return (int) Arrays.stream(untils).filter(until -> now < until).count();
    }
}
