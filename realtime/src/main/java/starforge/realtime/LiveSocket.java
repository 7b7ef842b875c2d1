package starforge.realtime;

import java.time.Clock;
import java.util.Objects;
import org.eclipse.jetty.websocket.api.CloseException;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.api.WebSocketFrameListener;
import org.eclipse.jetty.websocket.api.WebSocketListener;
import org.eclipse.jetty.websocket.api.extensions.Frame;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.bus.Tickets;

/** One WebSocket as Jetty calls it (RFC 6455): joins the {@link Hub} and hands over what its other side says. */
final class LiveSocket implements WebSocketListener, WebSocketFrameListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);
    private static final int A_SECOND = 20;

    private final Tickets.Grant grant;
    private final Hub hub;
    private final Commands commands;
    private final Clock clock;
    private final Pace pace;
    private @Nullable Viewer viewer;

    LiveSocket(Tickets.Grant grant, Hub hub, Commands commands, Clock clock) {
        this.grant = grant;
        this.hub = hub;
        this.commands = commands;
        this.clock = clock;
        this.pace = new Pace(clock, A_SECOND);
    }

    @Override
    public void onWebSocketConnect(Session session) {
        Viewer joining = new Viewer(grant, new SocketLine((WebSocketSession) session), clock);
        viewer = joining;
        hub.join(joining);
    }

    /** Sees every frame first. Pings count as commands: Jetty answers each, and the answers could pile up. */
    @Override
    public void onWebSocketFrame(Frame frame) {
        switch (frame.getType()) {
            case BINARY -> throw new CloseException(StatusCode.BAD_DATA, "Only text is understood here.");
            case PING -> keepsPace();
            case PONG -> viewer().pong();
            default -> {}
        }
    }

    @Override
    public void onWebSocketText(String message) {
        if (keepsPace()) {
            commands.obey(viewer(), message);
        }
    }

    @Override
    public void onWebSocketBinary(byte[] payload, int offset, int length) {
        // Never reached: refused at the first frame.
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason) {
        if (viewer != null) {
            hub.leave(viewer);
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("A connection of {} failed", grant.user(), cause);
    }

    private boolean keepsPace() {
        if (!pace.allows()) {
            viewer().end(Closing.HASTY);
        }
        return !viewer().hasEnded();
    }

    private Viewer viewer() {
        return Objects.requireNonNull(viewer, "Jetty connects before it reads");
    }
}
