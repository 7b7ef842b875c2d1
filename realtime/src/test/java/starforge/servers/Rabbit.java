package starforge.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A RabbitMQ server (Debian's package rabbitmq-server), beside others on this machine: with a name service, a cookie and
 * ports of its own. The script that is called is the one below the package's wrapper, which would change user and folder.
 */
public final class Rabbit extends Server {
    private static final String PROGRAM = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private static final int PORTS = 7;

    private final int port = Ports.free(PORTS);

    private Rabbit() {
        super("rabbit");
        try {
            prepare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Rabbit started() {
        Rabbit server = new Rabbit();
        server.start();
        return server;
    }

    /** One that is not started yet. */
    public static Rabbit stopped() {
        return new Rabbit();
    }

    /** Its address, as the forge is told it. */
    public String address() {
        return "amqp://guest:guest@127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    private void prepare() throws IOException {
        for (String name : List.of("home", "log", "mnesia")) {
            Files.createDirectories(folder().resolve(name));
        }
        Path cookie = folder().resolve("home/.erlang.cookie");
        byte[] random = new byte[16];
        new Random().nextBytes(random);
        Files.writeString(cookie, HexFormat.of().formatHex(random));
        Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
        Files.writeString(folder().resolve("enabled_plugins"), "[].\n");
        Files.writeString(folder().resolve("rabbitmq.conf"), """
                listeners.tcp.1 = 127.0.0.1:%d
                log.console = false
                disk_free_limit.absolute = 50MB
                vm_memory_high_watermark.absolute = 1GB
                """.formatted(port));
    }

    @Override
    protected List<String> command() {
        return List.of(PROGRAM);
    }

    @Override
    protected Map<String, String> environment() {
        String base = folder().toString();
        Map<String, String> all = new HashMap<>();
        all.put("HOME", base + "/home");
        all.put("ERL_EPMD_PORT", "" + (port + 6));
        all.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        all.put("ERL_CRASH_DUMP", base + "/crash");
        all.put("RABBITMQ_NODENAME", "starforge" + port + "@localhost");
        all.put("RABBITMQ_NODE_PORT", "" + port);
        all.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
        all.put("RABBITMQ_DIST_PORT", "" + (port + 1));
        all.put("RABBITMQ_BASE", base);
        all.put("RABBITMQ_MNESIA_BASE", base + "/mnesia");
        all.put("RABBITMQ_LOG_BASE", base + "/log");
        all.put("RABBITMQ_PID_FILE", base + "/pid");
        all.put("RABBITMQ_CONF_ENV_FILE", base + "/none");
        all.put("RABBITMQ_CONFIG_FILE", base + "/rabbitmq");
        all.put("RABBITMQ_ENABLED_PLUGINS_FILE", base + "/enabled_plugins");
        all.put("RABBITMQ_CTL_DIST_PORT_MIN", "" + (port + 2));
        all.put("RABBITMQ_CTL_DIST_PORT_MAX", "" + (port + 5));
        all.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none");
        return all;
    }

    /** It speaks AMQP when it answers the protocol's header with a frame (AMQP 0-9-1, section 2.2.4). */
    @Override
    protected boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2000);
            socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
            return socket.getInputStream().read() == 1;
        } catch (IOException e) {
            return false;
        }
    }

    /** The name service starts itself as a process that nobody's, so it is told to end. */
    @Override
    public void close() {
        kill();
        try {
            Process end = new ProcessBuilder("epmd", "-port", "" + (port + 6), "-kill")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            end.waitFor();
        } catch (IOException e) {
            System.err.println("The name service of RabbitMQ may still run: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        super.close();
    }
}
