package starforge.bench.live;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import starforge.bus.Event;
import starforge.bus.Topic;
import starforge.bus.Wire;
import starforge.db.Database;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.servers.Postgres;
import starforge.servers.Rabbit;
import starforge.servers.Redis;

/**
 * {@code ./starforge bench live}: prints what live connections cost here and with Tornado, on one broker and one Redis, in
 * turns: ours, theirs, and again. Every event is stored in the log first, for both.
 */
public final class LiveBench {
    private static final int ROUNDS = 3;
    private static final int IDLE = 15_000;
    private static final Draft DRAFT =
            new Draft(Set.of(Topic.PUBLIC), "noted", "mira", "", 0, Map.of("text", "a".repeat(120)));

    private final Postgres postgres = Postgres.fast();
    private final Redis redis = Redis.started();
    private final Rabbit rabbit = Rabbit.started();
    private final Path data = Files.createTempDirectory("starforge-bench-live");
    private final Database database = Database.at(postgres.address("postgres"));
    private final Events events = new Events(database, Clock.systemUTC());
    private final Channel channel;
    private final Map<String, List<Double>> measured = new LinkedHashMap<>();

    private LiveBench() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(rabbit.address());
        Connection connection = factory.newConnection();
        channel = connection.createChannel();
    }

    public static void run() throws Exception {
        LiveBench bench = new LiveBench();
        for (int round = 0; round < ROUNDS; round++) {
            bench.round(1000, 60);
            bench.round(5000, 30);
        }
        bench.idle();
        bench.print();
        System.exit(0);
    }

    private Rival ours() throws Exception {
        return Ours.on(data, postgres.address("postgres"), redis.address(), rabbit.address());
    }

    private Rival theirs() throws Exception {
        return Tornado.on(Path.of("realtime/bench/tornado_server.py"), rabbit, redis);
    }

    private void round(int sockets, int count) throws Exception {
        try (Rival rival = ours()) {
            measure(rival, sockets, count);
        }
        try (Rival rival = theirs()) {
            measure(rival, sockets, count);
        }
    }

    private void measure(Rival rival, int sockets, int count) throws Exception {
        String at = " at " + sockets;
        try (Crowd warm = new Crowd(rival)) {
            warm.grow(2000, events.last());
            fanOut(rival, warm, 150);
        }
        try (Crowd crowd = new Crowd(rival)) {
            double before = rival.cpuSeconds();
            long began = System.nanoTime();
            crowd.grow(sockets, events.last());
            double wall = (System.nanoTime() - began) / 1e9;
            note(rival, "handshakes per CPU second" + at, sockets / (rival.cpuSeconds() - before));
            note(rival, "handshakes per second" + at, sockets / wall);
            fanOut(rival, crowd, 5);

            double cpu = rival.cpuSeconds();
            List<Double> millis = fanOut(rival, crowd, count);
            double spent = rival.cpuSeconds() - cpu;
            note(rival, "CPU us per delivery" + at, spent * 1e6 / ((double) count * sockets));
            note(rival, "event to all, p50 ms" + at, percentile(millis, 50));
            note(rival, "event to all, p99 ms" + at, percentile(millis, 99));
            note(rival, "memory MB" + at, (double) rival.megabytes());
        }
    }

    /** How long it took, in milliseconds, from before the change is stored to each client. */
    private List<Double> fanOut(Rival rival, Crowd crowd, int count) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            long[] arrivals = crowd.await(() -> send(rival));
            for (long arrival : arrivals) {
                millis.add((arrival - began) / 1e6);
            }
        }
        return millis;
    }

    private void send(Rival rival) throws Exception {
        long seq =
                database.write(transaction -> events.record(transaction, DRAFT)).seq();
        Event event = events.after(seq - 1, 1).get(0);
        byte[] body = Wire.write(event).getBytes(StandardCharsets.UTF_8);
        channel.basicPublish(rival.exchange(), rival.routingKey(), null, body);
    }

    private void idle() throws Exception {
        for (Rival each : List.of(ours(), theirs())) {
            try (Rival rival = each;
                    Crowd crowd = new Crowd(rival)) {
                crowd.grow(IDLE, events.last());
                Thread.sleep(2000);
                note(rival, "memory MB, idle at " + IDLE, (double) rival.megabytes());
            }
        }
    }

    private void note(Rival rival, String what, double value) {
        measured.computeIfAbsent(what + "|" + rival.name(), key -> new ArrayList<>())
                .add(value);
        System.err.printf(Locale.ROOT, "%s, %s: %.1f%n", rival.name(), what, value);
    }

    private void print() {
        System.out.println("| | Starforge | Tornado |\n|---|---|---|");
        measured.keySet().stream()
                .map(key -> key.substring(0, key.indexOf('|')))
                .distinct()
                .sorted()
                .forEach(what -> System.out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f |%n",
                        what,
                        median(what, "Starforge"),
                        median(what, "Tornado")));
    }

    private double median(String what, String who) {
        return percentile(measured.getOrDefault(what + "|" + who, List.of(0.0)), 50);
    }

    private static double percentile(List<Double> values, int percent) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
