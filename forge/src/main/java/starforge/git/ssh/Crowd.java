package starforge.git.ssh;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** Counts connections, and turns away those that are too many before they cost anything. */
final class Crowd implements SessionListener {
    private static final AttributeKey<String> STRANGER = new AttributeKey<>();
    private static final AttributeKey<String> VISITOR = new AttributeKey<>();
    private static final int NETWORK_BYTES = 8;

    private final SshLimits limits;
    private final Map<String, Integer> strangers = new HashMap<>();
    private final Map<String, Integer> visitors = new HashMap<>();
    private int allStrangers;
    private int all;

    Crowd(SshLimits limits) {
        this.limits = limits;
    }

    @Override
    public void sessionCreated(Session session) {
        if (!enter(session, network(session))) {
            session.close(true);
        }
    }

    private synchronized boolean enter(Session session, String from) {
        boolean isRoom = all < limits.connections()
                && allStrangers < limits.strangers()
                && visitors.getOrDefault(from, 0) < limits.perAddress()
                && strangers.getOrDefault(from, 0) < limits.strangersPerAddress();
        if (isRoom) {
            all++;
            allStrangers++;
            visitors.merge(from, 1, Integer::sum);
            strangers.merge(from, 1, Integer::sum);
            session.setAttribute(STRANGER, from);
            session.setAttribute(VISITOR, from);
        }
        return isRoom;
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            known(session);
        }
    }

    private synchronized void known(Session session) {
        String from = session.removeAttribute(STRANGER);
        if (from != null) {
            allStrangers--;
            strangers.merge(from, -1, Crowd::sumOrNone);
        }
    }

    @Override
    public void sessionClosed(Session session) {
        known(session);
        leave(session);
    }

    private synchronized void leave(Session session) {
        String from = session.removeAttribute(VISITOR);
        if (from != null) {
            all--;
            visitors.merge(from, -1, Crowd::sumOrNone);
        }
    }

    @SuppressWarnings("NullAway") // A map forgets what is merged to null.
    private static Integer sumOrNone(Integer a, Integer b) {
        return a + b == 0 ? null : a + b;
    }

    /** Who has one IPv6 address has all of its /64. */
    private static String network(Session session) {
        if (!(session.getRemoteAddress() instanceof InetSocketAddress remote)) {
            return "";
        }
        byte[] address = remote.getAddress().getAddress();
        boolean isV6 = remote.getAddress() instanceof Inet6Address;
        return HexFormat.of().formatHex(isV6 ? Arrays.copyOf(address, NETWORK_BYTES) : address);
    }

    /** Connections that are open now. */
    synchronized int count() {
        return all;
    }
}
