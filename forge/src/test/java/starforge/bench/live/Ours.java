package starforge.bench.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import starforge.bus.RedisServer;
import starforge.bus.RedisTickets;
import starforge.bus.Tickets;
import starforge.bus.Topic;
import starforge.servers.Ports;

/** {@code starforge realtime}, with the launcher's options. */
final class Ours extends Rival {
    private static final Tickets.Grant GRANT = new Tickets.Grant("", "", Set.of(Topic.PUBLIC));

    private final int port;
    private final Tickets tickets;

    private Ours(Process process, int port, String redis) {
        super(process);
        this.port = port;
        this.tickets = new RedisTickets(new RedisServer(redis), Clock.systemUTC());
    }

    static Ours on(Path data, String db, String redis, String amqp) throws IOException {
        int port = Ports.free(1);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-Xms32m", "-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "starforge.Starforge", "realtime"));
        command.addAll(List.of("--data", data.toString(), "--port", "" + port));
        command.addAll(List.of("--db", db, "--redis", redis, "--amqp", amqp));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("Starforge is ready")) {
                return new Ours(process, port, redis);
            }
        }
        throw new IOException("The forge ended before it was ready");
    }

    @Override
    String name() {
        return "Starforge";
    }

    @Override
    int port() {
        return port;
    }

    @Override
    String handshake() {
        return "GET /-/live HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: starforge.v1, " + tickets.issue(GRANT) + "\r\n\r\n";
    }

    @Override
    String begin(long after) {
        return "{\"op\":\"resume\",\"after\":" + after + "}";
    }

    @Override
    String exchange() {
        return "starforge.events";
    }

    @Override
    String routingKey() {
        return "public.0.noted";
    }
}
