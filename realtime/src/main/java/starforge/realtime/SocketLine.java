package starforge.realtime;

import org.eclipse.jetty.websocket.api.BatchMode;
import org.eclipse.jetty.websocket.api.WriteCallback;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.common.frames.PingFrame;
import org.eclipse.jetty.websocket.common.frames.TextFrame;

/**
 * A line through Jetty's WebSocket. Frames are handed to the session itself: its remote endpoint would copy each text, and
 * batching would report messages as sent that only lie in another buffer.
 */
record SocketLine(WebSocketSession session) implements Line {
    @Override
    public void send(Text text, Runnable done) {
        session.outgoingFrame(new TextFrame().setPayload(text.buffer()), new Done(done), BatchMode.OFF);
    }

    @Override
    public void ping() {
        session.outgoingFrame(new PingFrame(), new Done(() -> {}), BatchMode.OFF);
    }

    @Override
    public void close(Closing why) {
        session.close(why.code(), why.reason());
    }

    @Override
    public void cut() {
        session.disconnect();
    }

    /** A failed write needs no care here: Jetty closes the connection. */
    private record Done(Runnable run) implements WriteCallback {
        @Override
        public void writeSuccess() {
            run.run();
        }

        @Override
        public void writeFailed(Throwable cause) {
            run.run();
        }
    }
}
