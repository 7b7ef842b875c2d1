package starforge.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import starforge.BareForge;
import starforge.servers.Postgres;
import starforge.servers.Rabbit;
import starforge.servers.Redis;

/**
 * A forge of two web processes, two realtime processes and a worker, with the three servers that they share. One for all
 * tests of a run, as its start takes twenty seconds; mira, ben and zoe have accounts, and ada is an administrator.
 */
final class Cluster {
    private static Optional<Cluster> shared = Optional.empty();

    static final String PASSWORD = "correct horse";

    final Postgres postgres = Postgres.durable();
    final Redis redis = Redis.started();
    final Rabbit rabbit = Rabbit.stopped();
    final List<Part> web;
    final List<Part> realtime;
    final Part worker;
    /** The same forge, seen from this process. */
    final BareForge bare;

    /** Started by the first who asks; each of its servers ends with this process. */
    static synchronized Cluster shared() {
        shared = shared.or(() -> Optional.of(new Cluster()));
        return shared.orElseThrow();
    }

    private Cluster() {
        Path data = redis.folder().resolve("forge");
        Map<String, String> settings = Map.of(
                "STARFORGE_DB", postgres.address("postgres"),
                "STARFORGE_REDIS", redis.address(),
                "STARFORGE_AMQP", rabbit.address());
        web = List.of(new Part("web", data, settings), new Part("web", data, settings));
        realtime = List.of(new Part("realtime", data, settings), new Part("realtime", data, settings));
        worker = new Part("worker", data, settings);
        // The broker last: it may be away at the start.
        parts().forEach(Part::start);
        rabbit.start();
        bare = BareForge.at(postgres.address("postgres"), data);
        List.of("mira", "ben", "zoe").forEach(name -> bare.users.add(name, name + "@example.org", PASSWORD, false));
        bare.users.add("ada", "ada@example.org", PASSWORD, true);
    }

    private Stream<Part> parts() {
        return Stream.of(web.stream(), realtime.stream(), Stream.of(worker)).flatMap(each -> each);
    }
}
