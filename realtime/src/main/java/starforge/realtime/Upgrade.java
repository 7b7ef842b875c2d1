package starforge.realtime;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.io.ChannelEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import starforge.bus.Tickets;

/**
 * Turns an HTTP connection into a WebSocket (RFC 6455 section 4.2.2), without extensions (so nothing is compressed) and with
 * a small send buffer for this connection alone, so that Git on the same port keeps its large one.
 */
final class Upgrade {
    /** Bytes that the kernel may hold for one watcher; its default takes megabytes before a stuck one is noticed. */
    private static final int SEND_BUFFER = 64 * 1024;

    /** Longer than from ping to ping, so that only a connection without pongs gets there. */
    private static final Duration IDLE = Duration.ofSeconds(75);

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Hub hub;
    private final Commands commands;
    private final Clock clock;

    Upgrade(Hub hub, Commands commands, Clock clock) {
        this.hub = hub;
        this.commands = commands;
        this.clock = clock;
    }

    /** Answers 101 and lets the viewer in. */
    void upgrade(Request request, HttpServletResponse response, Tickets.Grant grant)
            throws IOException, HandshakeRefused {
        if (!(request.getHttpChannel().getHttpTransport() instanceof HttpConnection http
                && http.getEndPoint() instanceof ChannelEndPoint endPoint)) {
            throw new HandshakeRefused(426, "A WebSocket is opened over HTTP/1.1 here.");
        }
        endPoint.getChannel().setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        endPoint.setIdleTimeout(IDLE.toMillis());
        request.setAttribute(
                HttpConnection.UPGRADE_CONNECTION_ATTRIBUTE, connection(http.getConnector(), endPoint, grant));
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Sec-WebSocket-Accept", accept(request.getHeader("Sec-WebSocket-Key")));
        response.setHeader("Sec-WebSocket-Protocol", Handshake.PROTOCOL);
    }

    private LiveConnection connection(Connector connector, ChannelEndPoint endPoint, Tickets.Grant grant) {
        LiveSocket socket = new LiveSocket(grant, new SocketLine(endPoint), hub, commands, clock);
        return new LiveConnection(endPoint, connector.getExecutor(), connector.getByteBufferPool(), socket);
    }

    private static String accept(String key) {
        try {
            byte[] both = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
