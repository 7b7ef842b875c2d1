package starforge.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Redis server (Debian's package redis-server). */
public final class Redis extends Server {
    private final int port = Ports.free(1);

    private Redis() {
        super("redis");
    }

    public static Redis started() {
        Redis server = new Redis();
        server.start();
        return server;
    }

    /** Its address, as the forge is told it. */
    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    protected List<String> command() {
        return List.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
    }

    @Override
    protected boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException e) {
            return false;
        }
    }
}
