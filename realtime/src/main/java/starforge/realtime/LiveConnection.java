package starforge.realtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket as Jetty sees it: a connection that reads when something has come. Between two reads it holds no buffer. Once
 * this side has closed, the rest is read and thrown away until the other side ends, so that it gets the close frame; for how
 * long is the {@link Viewer}'s matter.
 */
final class LiveConnection extends AbstractConnection implements Connection.UpgradeTo {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConnection.class);
    private static final int BUFFER = 2048;

    private final ByteBufferPool buffers;
    private final LiveSocket socket;
    private final FrameReader reader;
    private ByteBuffer early = BufferUtil.EMPTY_BUFFER;

    LiveConnection(EndPoint endPoint, Executor executor, ByteBufferPool buffers, LiveSocket socket) {
        super(endPoint, executor);
        this.buffers = buffers;
        this.socket = socket;
        this.reader = new FrameReader(socket);
    }

    /** What came right behind the handshake. */
    @Override
    public void onUpgradeTo(ByteBuffer prefilled) {
        early = prefilled;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        socket.open();
        take(early);
        early = BufferUtil.EMPTY_BUFFER;
        fillInterested();
    }

    @Override
    public void onFillable() {
        ByteBuffer buffer = buffers.acquire(BUFFER, true);
        try {
            int count = getEndPoint().fill(buffer);
            while (count > 0) {
                take(buffer);
                BufferUtil.clear(buffer);
                count = getEndPoint().fill(buffer);
            }
            if (count < 0) {
                close();
            } else {
                fillInterested();
            }
        } catch (IOException e) {
            LOG.debug("A connection failed", e);
            close();
        } finally {
            buffers.release(buffer);
        }
    }

    private void take(ByteBuffer bytes) {
        try {
            if (!socket.hasEnded()) {
                reader.read(bytes);
            }
        } catch (BadFrame e) {
            socket.failed(e);
        }
    }

    /** Silence for longer than pings allow, or an error. */
    @Override
    protected void onFillInterestedFailed(Throwable cause) {
        close();
    }

    @Override
    public void onClose() {
        socket.gone();
        super.onClose();
    }
}
