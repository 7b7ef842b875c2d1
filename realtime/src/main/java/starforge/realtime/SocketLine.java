package starforge.realtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.io.ChannelEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * A line through a connection of Jetty. As long as the kernel takes a frame at once, which it does for all who read, it is
 * written straight to the channel: a delivery is one system call and little else. What it does not take waits here, in
 * order, and leaves together when Jetty says that there is room.
 */
final class SocketLine implements Line {
    private final EndPoint endPoint;
    private final WritableByteChannel channel;
    private final Queue<Waiting> waiting = new ArrayDeque<>(1);
    private boolean isOver;

    /** A frame and what to do when it has left. */
    private record Waiting(ByteBuffer frame, Runnable done) {}

    SocketLine(ChannelEndPoint endPoint) {
        this.endPoint = endPoint;
        this.channel = endPoint.getChannel();
    }

    @Override
    public void send(Text text, Runnable done) {
        put(text.frame(), done);
    }

    @Override
    public void ping() {
        put(ByteBuffer.wrap(Frame.of(Frame.PING, new byte[0])), () -> {});
    }

    @Override
    public void pong(byte[] payload) {
        put(ByteBuffer.wrap(Frame.of(Frame.PONG, payload)), () -> {});
    }

    /** The other side sees the end behind the frame; what it still sends is read until it ends, too. */
    @Override
    public synchronized void close(int code, String reason) {
        put(ByteBuffer.wrap(Frame.close(code, reason)), endPoint::shutdownOutput);
        isOver = true;
    }

    @Override
    public void cut() {
        endPoint.close();
    }

    private void put(ByteBuffer frame, Runnable done) {
        if (leavesAtOnce(frame, done)) {
            done.run();
        }
    }

    /** False when it waits; true also when it never will leave. */
    private synchronized boolean leavesAtOnce(ByteBuffer frame, Runnable done) {
        if (isOver || (waiting.isEmpty() && written(frame))) {
            return true;
        }
        waiting.add(new Waiting(frame, done));
        if (waiting.size() == 1) {
            writeWaiting();
        }
        return false;
    }

    private boolean written(ByteBuffer frame) {
        try {
            channel.write(frame);
            return !frame.hasRemaining();
        } catch (IOException e) {
            isOver = true;
            endPoint.close();
            return true;
        }
    }

    private void writeWaiting() {
        List<Waiting> batch = List.copyOf(waiting);
        ByteBuffer[] frames = batch.stream().map(Waiting::frame).toArray(ByteBuffer[]::new);
        endPoint.write(Callback.from(() -> left(batch), failure -> failed()), frames);
    }

    private synchronized void left(List<Waiting> batch) {
        batch.forEach(each -> {
            waiting.remove();
            each.done().run();
        });
        if (!waiting.isEmpty()) {
            writeWaiting();
        }
    }

    private synchronized void failed() {
        isOver = true;
        endPoint.close();
        waiting.forEach(each -> each.done().run());
        waiting.clear();
    }
}
