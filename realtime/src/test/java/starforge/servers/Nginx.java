package starforge.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/** An nginx (Debian's package nginx-light) with a configuration of ours. */
public final class Nginx extends Server {
    private final int port;

    /**
     * Prepares one.
     *
     * @param port where it listens, by its configuration: the file {@code nginx.conf} in {@link #folder}
     */
    public Nginx(int port) {
        super("nginx");
        this.port = port;
    }

    @Override
    protected List<String> command() {
        return List.of("/usr/sbin/nginx", "-p", folder() + "/", "-c", "nginx.conf", "-e", "out", "-g", "daemon off;");
    }

    @Override
    protected boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
