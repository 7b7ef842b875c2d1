package starforge.bench.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;
import starforge.servers.Ports;
import starforge.servers.Rabbit;
import starforge.servers.Redis;

/** {@code realtime/bench/tornado_server.py}, by Debian's Python. */
final class Tornado extends Rival {
    private final int port;
    private final RedisClient redis;

    private Tornado(Process process, int port, RedisClient redis) {
        super(process);
        this.port = port;
        this.redis = redis;
    }

    static Tornado on(Path script, Rabbit broker, Redis redis) throws IOException {
        int port = Ports.free(1);
        Process process = new ProcessBuilder(
                        "/usr/bin/python3", script.toString(), "" + port, "" + broker.port(), "" + redis.port())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (!"ready".equals(line)) {
            throw new IOException("Tornado does not start");
        }
        return new Tornado(process, port, RedisClient.create("127.0.0.1", redis.port()));
    }

    @Override
    String name() {
        return "Tornado";
    }

    @Override
    int port() {
        return port;
    }

    @Override
    String handshake() {
        String token = UUID.randomUUID().toString();
        double now = System.currentTimeMillis() / 1000.0;
        redis.set(
                "wstoken:" + token,
                "{\"user\":\"mira\",\"t\":" + now + "}",
                SetParams.setParams().ex(20));
        return "GET /-/live?token=" + token + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    @Override
    String begin(long after) {
        return "{\"subscribe\":\"repo.1\"}";
    }

    @Override
    String exchange() {
        return "events";
    }

    @Override
    String routingKey() {
        return "repo.1";
    }
}
