package starforge.realtime;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.DecoratedObjectFactory;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.eclipse.jetty.websocket.api.WebSocketPolicy;
import org.eclipse.jetty.websocket.common.AcceptHash;
import org.eclipse.jetty.websocket.common.SessionTracker;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.common.events.JettyListenerEventDriver;
import org.eclipse.jetty.websocket.common.scopes.SimpleContainerScope;
import org.eclipse.jetty.websocket.server.WebSocketServerConnection;

/**
 * Turns an HTTP connection into a WebSocket (RFC 6455 section 4.2.2), as Jetty's WebSocketServerFactory does it, without
 * extensions (so nothing is compressed), with a bound on what a frame can make the server allocate, and with a small send
 * buffer for this connection alone, so that Git on the same port keeps its large one.
 */
final class Upgrade extends ContainerLifeCycle {
    /** Bytes that the kernel may hold for one watcher; its default takes megabytes before a stuck one is noticed. */
    private static final int SEND_BUFFER = 64 * 1024;

    private static final int MESSAGE = 16 * 1024;
    /** Longer than from ping to ping, so that only a connection without pongs gets there. */
    private static final Duration IDLE = Duration.ofSeconds(75);

    private static final URI PLACE = URI.create(RealtimeServer.PATH);

    private final WebSocketPolicy policy = WebSocketPolicy.newServerPolicy();
    private final ByteBufferPool buffers = new BoundedBuffers(2 * MESSAGE);
    private final SessionTracker tracker = new SessionTracker();

    Upgrade() {
        policy.setMaxTextMessageSize(MESSAGE);
        policy.setMaxBinaryMessageSize(MESSAGE);
        policy.setIdleTimeout(IDLE.toMillis());
        addBean(tracker);
    }

    /** Answers 101 and hands the connection to the socket. */
    void upgrade(Request request, HttpServletResponse response, LiveSocket socket)
            throws IOException, HandshakeRefused {
        if (!(request.getHttpChannel().getHttpTransport() instanceof HttpConnection http)) {
            throw new HandshakeRefused(426, "A WebSocket is opened over HTTP/1.1 here.");
        }
        bound(http.getEndPoint());
        request.setAttribute(HttpConnection.UPGRADE_CONNECTION_ATTRIBUTE, connection(http, socket));
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Sec-WebSocket-Accept", AcceptHash.hashKey(request.getHeader("Sec-WebSocket-Key")));
        response.setHeader("Sec-WebSocket-Protocol", Handshake.PROTOCOL);
    }

    private WebSocketServerConnection connection(HttpConnection http, LiveSocket socket) {
        Connector connector = http.getConnector();
        WebSocketServerConnection connection = new WebSocketServerConnection(
                http.getEndPoint(), connector.getExecutor(), connector.getScheduler(), policy, buffers);
        SimpleContainerScope scope =
                new SimpleContainerScope(policy, buffers, connector.getExecutor(), new DecoratedObjectFactory());
        scope.addSessionListener(tracker);
        WebSocketSession session =
                new WebSocketSession(scope, PLACE, new JettyListenerEventDriver(policy, socket), connection);
        connection.addListener(session);
        connection.setNextIncomingFrames(session);
        return connection;
    }

    private static void bound(EndPoint endPoint) throws IOException {
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        }
    }
}
