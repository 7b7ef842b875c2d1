package starforge.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.web.Networks;

/**
 * Where requests may go: over HTTP, to addresses of the open Internet, and to networks that the forge's owner named. Every
 * address that a name stands for must be one of these, by the lists of special addresses (RFC 6890 and its registries): Java's
 * own questions such as {@code isSiteLocalAddress} know only some of them.
 */
public final class Reach {
    private static final Networks SPECIAL = Networks.of(String.join(
                    ",",
                    // This network, private, shared (RFC 6598), loopback, link local with the clouds' metadata, private
                    "0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12",
                    // Protocols, examples, 6to4 relays, private, measuring, examples
                    "192.0.0.0/24,192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24",
                    // Multicast, reserved, broadcast
                    "224.0.0.0/4,240.0.0.0/4",
                    // None, loopback and all that hold an IPv4 address: compatible, NAT64, Teredo and other protocols,
                    // 6to4
                    "::/96,64:ff9b::/96,64:ff9b:1::/48,2001::/23,2002::/16",
                    // Discarded, examples, segment routing, unique local, link and site local, multicast
                    "100::/64,2001:db8::/32,3fff::/20,5f00::/16,fc00::/7,fe80::/10,fec0::/10,ff00::/8"))
            .orElseThrow();

    private static final Set<Integer> LOW_PORTS = Set.of(80, 443);
    private static final int FIRST_FREE_PORT = 1024;
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST = 2000;

    private final Networks allowed;

    /**
     * The usual reach, and more.
     *
     * @param allowed special networks that may be reached all the same
     */
    public Reach(Networks allowed) {
        this.allowed = allowed;
    }

    /**
     * Reads an address that somebody typed.
     *
     * @param field where it was typed
     * @throws Refusal INVALID when it is none that could ever be reached; names are not looked up here
     */
    public static URI address(String typed, String field) {
        URI address;
        try {
            address = new URI(typed.strip());
        } catch (URISyntaxException e) {
            throw Refusal.invalid(field, "outgoing.no-address");
        }
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        boolean isPlain = address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null;
        if (!Set.of("http", "https").contains(scheme)
                || !isPlain
                || typed.strip().length() > LONGEST) {
            throw Refusal.invalid(field, "outgoing.no-address");
        }
        int port = address.getPort();
        if (port != -1 && !LOW_PORTS.contains(port) && (port < FIRST_FREE_PORT || port > LAST_PORT)) {
            throw Refusal.invalid(field, "outgoing.port", port);
        }
        return address;
    }

    /**
     * The addresses of a host, each looked at.
     *
     * @throws Refusal INVALID when one of them is not to be reached; UNAVAILABLE when the name is not known now
     */
    List<InetAddress> of(String host) {
        List<InetAddress> all;
        try {
            all = List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new Refusal(e, Reason.UNAVAILABLE, "outgoing.unknown");
        }
        if (!all.stream().allMatch(this::mayBeReached)) {
            throw new Refusal(Reason.INVALID, "outgoing.private");
        }
        return all;
    }

    boolean mayBeReached(InetAddress address) {
        return allowed.have(address) || !SPECIAL.have(address);
    }
}
