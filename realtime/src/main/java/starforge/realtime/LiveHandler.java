package starforge.realtime;

import java.io.IOException;
import java.time.Clock;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import starforge.bus.Tickets;

/** Answers {@code /-/live} and leaves every other address to the handlers behind it. */
final class LiveHandler extends AbstractHandler {
    private final Handshake handshake;
    private final Hub hub;
    private final Commands commands;
    private final Clock clock;
    private final Upgrade upgrade = new Upgrade();

    LiveHandler(Handshake handshake, Hub hub, Commands commands, Clock clock) {
        this.handshake = handshake;
        this.hub = hub;
        this.commands = commands;
        this.clock = clock;
        addBean(upgrade);
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (target.equals(RealtimeServer.PATH)) {
            base.setHandled(true);
            try {
                Tickets.Grant grant = handshake.accept(request);
                upgrade.upgrade(base, response, new LiveSocket(grant, hub, commands, clock));
            } catch (HandshakeRefused refused) {
                refuse(response, refused);
            }
        }
    }

    private static void refuse(HttpServletResponse response, HandshakeRefused refused) throws IOException {
        response.setStatus(refused.status());
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        switch (refused.status()) {
            case 405 -> response.setHeader("Allow", "GET");
            case 426 -> {
                response.setHeader("Upgrade", "websocket");
                response.setHeader("Connection", "Upgrade");
                response.setHeader("Sec-WebSocket-Version", "13");
            }
            default -> {}
        }
        response.getWriter().println(refused.why());
    }
}
