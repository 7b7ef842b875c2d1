package starforge.bus;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tickets inside one process. At most {@link #LIMIT} are kept: beyond that the oldest goes, and its page asks for another.
 */
public final class MemoryTickets implements Tickets {
    /** So many unused tickets are kept at once. */
    public static final int LIMIT = 50_000;

    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    /** Oldest first: all live equally long, so what has expired is at the front. */
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private final Clock clock;

    public MemoryTickets(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String issue(Grant grant) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        String ticket = "wstoken" + HexFormat.of().formatHex(bits);
        keep(ticket, new Kept(grant, clock.instant().plus(LIFETIME)));
        return ticket;
    }

    @Override
    public synchronized Optional<Grant> take(String ticket) {
        return Optional.ofNullable(kept.remove(ticket))
                .filter(found -> clock.instant().isBefore(found.until()))
                .map(Kept::grant);
    }

    /** How many tickets are kept now. */
    synchronized int size() {
        return kept.size();
    }

    private synchronized void keep(String ticket, Kept fresh) {
        Instant now = clock.instant();
        Iterator<Kept> oldest = kept.values().iterator();
        while (oldest.hasNext() && (!now.isBefore(oldest.next().until()) || kept.size() >= LIMIT)) {
            oldest.remove();
        }
        kept.put(ticket, fresh);
    }

    private record Kept(Grant grant, Instant until) {}
}
