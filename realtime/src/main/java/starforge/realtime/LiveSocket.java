package starforge.realtime;

import java.time.Clock;
import starforge.bus.Tickets;

/** What one client says: joins the {@link Hub} and has its commands done, as many a second as are allowed. */
final class LiveSocket implements FrameReader.Listener {
    private static final int A_SECOND = 20;

    private final Hub hub;
    private final Commands commands;
    private final Pace pace;
    private final Viewer viewer;

    LiveSocket(Tickets.Grant grant, Line line, Hub hub, Commands commands, Clock clock) {
        this.hub = hub;
        this.commands = commands;
        this.pace = new Pace(clock, A_SECOND);
        this.viewer = new Viewer(grant, line, clock);
    }

    void open() {
        hub.join(viewer);
    }

    /** Whether this side has closed: what still comes is not looked at. */
    boolean hasEnded() {
        return viewer.hasEnded();
    }

    @Override
    public void text(String message) {
        if (keepsPace()) {
            commands.obey(viewer, message);
        }
    }

    /** Pings count as commands: each is answered, and the answers could pile up. */
    @Override
    public void ping(byte[] payload) {
        if (keepsPace()) {
            viewer.ping(payload);
        }
    }

    @Override
    public void pong() {
        viewer.pong();
    }

    @Override
    public void close(int code) {
        viewer.end(code, "");
    }

    void failed(BadFrame bad) {
        viewer.end(bad.code(), bad.why());
    }

    void gone() {
        hub.leave(viewer);
    }

    private boolean keepsPace() {
        if (!pace.allows()) {
            viewer.end(Closing.HASTY);
        }
        return !viewer.hasEnded();
    }
}
