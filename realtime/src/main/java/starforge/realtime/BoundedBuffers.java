package starforge.realtime;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.websocket.api.MessageTooLargeException;

/**
 * Buffers up to a size. Jetty's parser asks for as many bytes as a frame promises, and compares that with the message
 * limit only for the first frame of a message: a continuation that promises a gigabyte must end here.
 */
final class BoundedBuffers extends ArrayByteBufferPool {
    private final int most;

    BoundedBuffers(int most) {
        this.most = most;
    }

    @Override
    public ByteBuffer acquire(int size, boolean direct) {
        if (size < 0 || size > most) {
            throw new MessageTooLargeException("A frame may have at most " + most + " bytes");
        }
        return super.acquire(size, direct);
    }
}
