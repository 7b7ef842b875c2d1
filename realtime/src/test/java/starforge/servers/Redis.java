package starforge.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A Redis server (Debian's package redis-server), or Valkey (from trixie on, valkey-server). */
public final class Redis extends Server {
    private static final String USUAL = "redis-server";

    private final String program;
    private final int port = Ports.free(1);

    private Redis(String program) {
        super("redis");
        this.program = program;
    }

    public static Redis started() {
        return started(USUAL);
    }

    /** One of {@link #programs}. */
    public static Redis started(String program) {
        Redis server = new Redis(program);
        server.start();
        return server;
    }

    /** The servers to test with: Redis always, and Valkey where it is installed. */
    public static Stream<String> programs() {
        return Stream.concat(Stream.of(USUAL), Stream.of("valkey-server").filter(Redis::isInstalled));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
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
        return List.of(program, "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
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
