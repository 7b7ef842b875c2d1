package starforge.realtime;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;

/** Answers {@code /-/live} and leaves every other address to the handlers behind it. */
final class LiveHandler extends AbstractHandler {
    private final Handshake handshake;
    private final Upgrade upgrade;

    LiveHandler(Handshake handshake, Upgrade upgrade) {
        this.handshake = handshake;
        this.upgrade = upgrade;
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (target.equals(RealtimeServer.PATH)) {
            base.setHandled(true);
            try {
                upgrade.upgrade(base, response, handshake.accept(request));
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
