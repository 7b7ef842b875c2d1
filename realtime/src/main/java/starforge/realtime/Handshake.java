package starforge.realtime;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import starforge.bus.Away;
import starforge.bus.Tickets;

/**
 * Looks at the request that opens a WebSocket (RFC 6455 section 4.2.1), before anything is opened. The ticket comes as a
 * subprotocol beside {@code starforge.v1}: an address would put it into the logs of every proxy.
 */
final class Handshake {
    static final String PROTOCOL = "starforge.v1";

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");
    private static final Pattern TICKET = Pattern.compile("wstoken[0-9a-f]{32}");

    private final Tickets tickets;
    private final Set<String> origins;

    /**
     * Looks at handshakes for one forge.
     *
     * @param baseUrls addresses under which browsers know the forge, for a proxy that changes the {@code Host}
     */
    Handshake(Tickets tickets, Set<String> baseUrls) {
        this.tickets = tickets;
        this.origins = Set.copyOf(baseUrls.stream()
                .map(Handshake::origin)
                .flatMap(Optional::stream)
                .toList());
    }

    /**
     * Takes the ticket of a request that is in order.
     *
     * @return what may be watched
     */
    Tickets.Grant accept(HttpServletRequest request) throws HandshakeRefused {
        checkUpgrade(request);
        checkOrigin(request);
        List<String> protocols = tokens(request, "Sec-WebSocket-Protocol").toList();
        Optional<String> ticket =
                protocols.stream().filter(TICKET.asMatchPredicate()).findFirst();
        if (ticket.isPresent() && !protocols.contains(PROTOCOL)) {
            throw new HandshakeRefused(400, "Ask for the subprotocol " + PROTOCOL + " beside the ticket.");
        }
        Tickets.Grant grant = taken(ticket.orElse(""))
                .orElseThrow(() -> new HandshakeRefused(
                        401, "This needs a fresh ticket: it is good once, for 20 seconds. Load the page again."));
        if (grant.topics().size() > Viewer.TOPICS) {
            throw new HandshakeRefused(403, "One connection may watch at most " + Viewer.TOPICS + " topics.");
        }
        return grant;
    }

    private Optional<Tickets.Grant> taken(String ticket) throws HandshakeRefused {
        try {
            return tickets.take(ticket);
        } catch (Away e) {
            throw new HandshakeRefused(503, "Nobody can be let in just now; come back in a moment.");
        }
    }

    private static void checkUpgrade(HttpServletRequest request) throws HandshakeRefused {
        if (!request.getMethod().equals("GET")) {
            throw new HandshakeRefused(405, "A WebSocket is opened by GET.");
        }
        if (!request.getProtocol().equals("HTTP/1.1")
                || !names(request, "Upgrade", "websocket")
                || !names(request, "Connection", "upgrade")) {
            throw new HandshakeRefused(426, "Here is a WebSocket and nothing to read.");
        }
        if (!names(request, "Sec-WebSocket-Version", "13")) {
            throw new HandshakeRefused(426, "Only version 13 of the WebSocket protocol is spoken here.");
        }
        List<String> keys = Collections.list(request.getHeaders("Sec-WebSocket-Key"));
        if (keys.size() != 1 || !KEY.matcher(keys.get(0)).matches()) {
            throw new HandshakeRefused(400, "Sec-WebSocket-Key must be 16 bytes in base64.");
        }
    }

    /**
     * A browser always names the origin of its page (RFC 6455 section 4.1), so that must be this forge. A program names
     * none; it may come in, because nothing here rests on cookies: it has a ticket, and no foreign page can get one.
     */
    private void checkOrigin(HttpServletRequest request) throws HandshakeRefused {
        List<String> named = Collections.list(request.getHeaders("Origin"));
        boolean ours = named.isEmpty() || (named.size() == 1 && isOurs(named.get(0), request.getHeader("Host")));
        if (!ours) {
            throw new HandshakeRefused(403, "Pages of another site may not watch this forge.");
        }
    }

    private boolean isOurs(String named, String host) {
        Optional<String> origin = origin(named);
        // A proxy may have ended TLS, so the scheme of the page is taken for the host, too.
        return origin.isPresent()
                && (origins.contains(origin.get())
                        || origin.equals(origin(URI.create(origin.get()).getScheme() + "://" + host)));
    }

    /** Scheme, host and port in one spelling (RFC 6454 section 4), if the text is an address. */
    private static Optional<String> origin(String address) {
        try {
            URI uri = new URI(address);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                return Optional.empty();
            }
            int usual = scheme.equals("https") ? 443 : 80;
            int port = uri.getPort() < 0 ? usual : uri.getPort();
            return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean names(HttpServletRequest request, String header, String token) {
        return tokens(request, header).anyMatch(token::equalsIgnoreCase);
    }

    /** The items of a header, which may come in several lines (RFC 9110 section 5.3). */
    private static Stream<String> tokens(HttpServletRequest request, String header) {
        return new ArrayList<>(Collections.list(request.getHeaders(header)))
                .stream().flatMap(line -> Stream.of(line.split(",", -1))).map(String::strip);
    }
}
