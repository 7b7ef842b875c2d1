package starforge.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import starforge.access.Refusal;

/**
 * Lets so many in at once: in all, and from one address. Who has one IPv6 address has all of its /64, so these count as one.
 * Safe for use by many threads.
 */
public final class Turnstile {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final int mostEach;
    private final String sentence;
    private final Map<String, Integer> inside = new HashMap<>();
    private int all;

    /**
     * Sets it up.
     *
     * @param sentence key of what is said to those who must wait
     */
    public Turnstile(int most, int mostEach, String sentence) {
        this.most = most;
        this.mostEach = mostEach;
        this.sentence = sentence;
    }

    /**
     * Goes in, to leave again.
     *
     * @param remote network address as text
     * @throws Refusal TOO_MANY when there is no room for this address now
     */
    public synchronized void enter(String remote) {
        String from = network(remote);
        if (all >= most || inside.getOrDefault(from, 0) >= mostEach) {
            throw Refusal.tooMany(SOON, sentence);
        }
        all++;
        inside.merge(from, 1, Integer::sum);
    }

    /** Leaves the place that this address took. */
    public synchronized void leave(String remote) {
        all--;
        inside.computeIfPresent(network(remote), (key, count) -> count > 1 ? count - 1 : null);
    }

    /** Only what looks like an IPv6 address is read as one, so no name is ever looked up. */
    private static String network(String remote) {
        String bare = remote.replaceAll("[\\[\\]]|%.*", "");
        try {
            return bare.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")
                    ? HexFormat.of()
                            .formatHex(Arrays.copyOf(InetAddress.getByName(bare).getAddress(), NETWORK_BYTES))
                    : bare;
        } catch (UnknownHostException e) {
            return bare;
        }
    }
}
