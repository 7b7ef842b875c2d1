package starforge.signin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import starforge.access.Refusal;
import starforge.bus.Counts;

/**
 * Slows down who guesses passwords: after 10 wrong tries for one name, or 50 for any, from one address within a quarter of
 * an hour. Counted per address, in version 6 per network, so that nobody can lock somebody else out.
 */
final class Throttle {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int FOR_NAME = 10;
    private static final int FOR_ADDRESS = 50;
    private static final int LONGEST_NAME = 64;

    private final Counts wrong;

    Throttle(Counts wrong) {
        this.wrong = wrong;
    }

    void check(String name, String remote) {
        if (wrong.of(pair(name, remote)) >= FOR_NAME || wrong.of(place(remote)) >= FOR_ADDRESS) {
            throw Refusal.tooMany(WINDOW, "signin.too-many");
        }
    }

    void wrong(String name, String remote) {
        wrong.add(pair(name, remote), WINDOW);
        wrong.add(place(remote), WINDOW);
    }

    void right(String name, String remote) {
        wrong.forget(pair(name, remote));
    }

    /** No account has a longer name, and what strangers send as one is not kept. */
    private static String pair(String name, String remote) {
        String known = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return place(remote) + " " + known.toLowerCase(Locale.ROOT);
    }

    /** Who has one address of version 6 has the 2^64 others of its network as well (RFC 4291, section 2.5.4). */
    private static String place(String remote) {
        try {
            byte[] address =
                    remote.contains(":") ? InetAddress.getByName(remote).getAddress() : new byte[0];
            return address.length == 16 ? HexFormat.of().formatHex(address, 0, 8) : remote;
        } catch (UnknownHostException e) {
            return remote;
        }
    }
}
