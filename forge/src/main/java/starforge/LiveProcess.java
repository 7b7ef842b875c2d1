package starforge;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import starforge.boards.Boards;
import starforge.checks.Checks;
import starforge.db.Database;
import starforge.events.Events;
import starforge.events.Relay;
import starforge.git.Repositories;
import starforge.git.read.Refs;
import starforge.jobs.Delivery;
import starforge.jobs.Jobs;
import starforge.live.AskDesk;
import starforge.live.TopicGuard;
import starforge.machine.Health;
import starforge.realtime.RealtimeServer;
import starforge.repos.Repos;
import starforge.screens.Screens;
import starforge.web.Secrets;
import starforge.web.Sessions;
import starforge.web.SmallServer;

/** The process {@code realtime}: the live connections, and nothing else. */
final class LiveProcess implements Running {
    private final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private final Database database;
    private final Bus bus;
    private final Repositories repositories;
    private final Relay relay;
    private final Optional<Delivery> delivery;
    private final RealtimeServer live;
    private final SmallServer server;

    LiveProcess(ForgeConfig config) {
        this.database = Database.at(config.servers().db());
        this.bus = new Bus(config.servers(), clock);
        Events events = new Events(database, clock);
        this.repositories = new Repositories(config.data().resolve("git"));
        Secrets secrets = new Secrets(database);
        Sessions sessions = new Sessions(database, secrets, clock);
        this.relay = new Relay(events, bus.broadcasts);
        Repos repos = new Repos(database, events, repositories, clock);
        Jobs jobs = new Jobs(database, events, clock);
        jobs.follow(Work.hookRuns(database, events, repos, new Refs(repositories), secrets, clock));
        this.delivery = bus.delivery(database, jobs, Set.of(), secrets, clock);
        Checks checks = new Checks(database, jobs, repos, new Refs(repositories), clock);
        AskDesk asks = new AskDesk(jobs, sessions, Map.of("check", checks::wish));
        Boards boards = new Boards(database, events, repos, clock);
        Screens screens = new Screens(database, events, boards, secrets, clock);
        TopicGuard guard = new TopicGuard(repos, sessions, boards, screens, jobs);
        Set<String> origins = config.url().isEmpty() ? Set.of() : Set.of(config.url());
        this.live = new RealtimeServer(bus.broadcasts, events, bus.tickets, guard, asks, origins, clock);
        this.server = new SmallServer(config.host(), config.port(), live.handler(), new HealthHandler(health(events)));
    }

    private Health health(Events events) {
        Map<String, BooleanSupplier> parts = new LinkedHashMap<>(bus.health);
        parts.put("database", () -> events.last() >= 0);
        return new Health(parts);
    }

    @Override
    public void start() throws IOException {
        live.start();
        bus.presence.here(live::viewers);
        relay.start();
        delivery.ifPresent(Delivery::start);
        server.start();
    }

    @Override
    public String ready() {
        return "Starforge is ready: " + server.address() + "/";
    }

    @Override
    public void close() {
        live.close();
        server.close();
        delivery.ifPresent(Delivery::close);
        relay.close();
        bus.close();
        repositories.close();
        database.close();
    }
}
