package starforge.realtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.server.handler.HandlerList;
import starforge.bus.HandClock;
import starforge.bus.ListLog;
import starforge.bus.MemoryBroadcasts;
import starforge.bus.MemoryTickets;
import starforge.bus.Tickets;
import starforge.bus.Topic;

/** A real server on a free port, live part and one page, with a log in a list and a clock turned by hand. */
final class LiveForge {
    static final Topic LANTERN = Topic.repo(42);

    final ListLog log = new ListLog();
    final HandClock clock = new HandClock();
    final Tickets tickets = new MemoryTickets(clock);
    final MemoryBroadcasts broadcasts = new MemoryBroadcasts();
    /** Topics and sessions that may not be watched. */
    final Set<String> refused = ConcurrentHashMap.newKeySet();

    final RealtimeServer realtime;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    LiveForge(Asks asks) throws Exception {
        Guard guard = (grant, topic) -> !refused.contains(grant.session()) && !refused.contains(topic.name());
        realtime = new RealtimeServer(
                broadcasts, log, tickets, guard, asks, Set.of("https://forge.example/under/"), clock);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new HandlerList(realtime.handler(), new Page()));
        server.start();
        realtime.start();
    }

    LiveForge() throws Exception {
        this(Asks.nothing());
    }

    int port() {
        return connector.getLocalPort();
    }

    Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    String ticket(Topic... topics) {
        return tickets.issue(new Tickets.Grant("mira", "session-1", Set.of(topics)));
    }

    /** An open connection of Mira that watches these topics and has not read its hello. */
    RawSocket watching(Topic... topics) throws IOException {
        return RawSocket.open(this, ticket(topics));
    }

    /** Writes an event to the log and broadcasts it. */
    void happen(String kind, Topic... topics) {
        broadcasts.send(log.write(kind, topics));
    }

    void close() throws Exception {
        realtime.close();
        broadcasts.close();
        server.stop();
    }

    private static final class Page extends AbstractHandler {
        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            base.setHandled(true);
            response.getWriter().print("page " + target);
        }
    }
}
