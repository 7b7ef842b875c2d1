package starforge.bench.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many clients in one thread. They count frames of the size of an event and look at nothing in them. */
final class Crowd implements AutoCloseable {
    private static final int AT_ONCE = 64;
    /** Payloads from this size on are events; all that is said besides is shorter. */
    private static final int EVENT = 200;

    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private static final int TEXT = 1;
    private static final int PING = 9;
    /** An empty frame with a mask of nothing. */
    private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    private final Rival rival;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final List<Client> clients = new ArrayList<>();
    private int connecting;
    private int ready;
    private int events;
    private long[] arrivals = new long[0];

    Crowd(Rival rival) throws IOException {
        this.rival = rival;
        this.selector = Selector.open();
    }

    /** Opens so many more connections and waits until each is told of events behind a place. */
    void grow(int count, long after) throws IOException {
        int goal = ready + count;
        long end = System.nanoTime() + PATIENCE_NANOS;
        int opened = 0;
        while (ready < goal) {
            while (opened < count && connecting < AT_ONCE) {
                open(after);
                opened++;
            }
            turn(end, ready + " of " + goal + " connections");
        }
    }

    private void open(long after) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), rival.port()));
        channel.configureBlocking(false);
        channel.write(ByteBuffer.wrap(rival.handshake().getBytes(StandardCharsets.US_ASCII)));
        Client client = new Client(channel, after);
        channel.register(selector, SelectionKey.OP_READ, client);
        clients.add(client);
        connecting++;
    }

    /** Waits until every client has one more event; gives when each had it, sorted, in nanoseconds of the clock. */
    long[] await(Sending sending) throws Exception {
        arrivals = new long[ready];
        events = 0;
        sending.run();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (events < ready) {
            turn(end, events + " of " + ready + " deliveries");
        }
        Arrays.sort(arrivals);
        return arrivals;
    }

    interface Sending {
        void run() throws Exception;
    }

    private void turn(long end, String what) throws IOException {
        selector.select(1000);
        if (System.nanoTime() > end) {
            throw new IOException(rival.name() + ": only " + what);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            ((Client) key.attachment()).read();
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.channel.close();
        }
        selector.close();
    }

    private final class Client {
        private final SocketChannel channel;
        private final long after;
        private boolean isOpen;
        private boolean hasBegun;
        private byte[] rest = new byte[0];

        Client(SocketChannel channel, long after) {
            this.channel = channel;
            this.after = after;
        }

        void read() throws IOException {
            buffer.clear().put(rest);
            if (channel.read(buffer) < 0) {
                throw new IOException(rival.name() + " closed a connection");
            }
            buffer.flip();
            if (!isOpen) {
                open();
            }
            while (isOpen && frame()) {
                // Goes on with the next one.
            }
            rest = new byte[buffer.remaining()];
            buffer.get(rest);
        }

        private void open() throws IOException {
            String head = StandardCharsets.US_ASCII.decode(buffer.duplicate()).toString();
            int end = head.indexOf("\r\n\r\n");
            if (end >= 0) {
                if (!head.startsWith("HTTP/1.1 101")) {
                    throw new IOException(rival.name() + ": " + head);
                }
                buffer.position(buffer.position() + end + 4);
                isOpen = true;
                channel.write(masked(rival.begin(after)));
            }
        }

        /** Takes a whole frame (RFC 6455 section 5.2) if there is one. */
        private boolean frame() throws IOException {
            int start = buffer.position();
            if (buffer.remaining() < 4) {
                return false;
            }
            int length = buffer.get(start + 1) & 0x7f;
            int head = 2;
            if (length == 126) {
                length = buffer.getShort(start + 2) & 0xffff;
                head = 4;
            }
            if (buffer.remaining() < head + length) {
                return false;
            }
            take(buffer.get(start) & 0x0f, start + head, length);
            buffer.position(start + head + length);
            return true;
        }

        private void take(int opcode, int payload, int length) throws IOException {
            // The word "resumed" is told by its place: hello is `{"type":"h`.
            if (opcode == TEXT && !hasBegun && buffer.get(payload + 9) == 'r') {
                hasBegun = true;
                connecting--;
                ready++;
            } else if (opcode == TEXT && length >= EVENT && events < arrivals.length) {
                arrivals[events++] = System.nanoTime();
            } else if (opcode == PING) {
                channel.write(ByteBuffer.wrap(PONG));
            }
        }
    }

    /** A text frame as clients send it, with a mask of nothing. */
    private static ByteBuffer masked(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(6 + bytes.length)
                .put((byte) 0x81)
                .put((byte) (0x80 | bytes.length))
                .putInt(0)
                .put(bytes)
                .flip();
    }
}
