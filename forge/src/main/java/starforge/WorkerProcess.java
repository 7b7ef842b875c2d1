package starforge;

import java.time.Clock;
import java.time.Duration;
import starforge.checks.Checks;
import starforge.checks.checkers.Checkers;
import starforge.db.Database;
import starforge.events.Events;
import starforge.events.Relay;
import starforge.git.Repositories;
import starforge.git.read.Refs;
import starforge.jobs.Jobs;
import starforge.jobs.Runner;
import starforge.repos.Repos;

/** The process {@code worker}: does jobs, and carries to the bus what no other process lived to tell. */
final class WorkerProcess implements Running {
    private final Database database;
    private final Bus bus;
    private final Relay relay;
    private final Repositories repositories;
    private final Checkers checkers = new Checkers();
    private final Runner runner;

    WorkerProcess(ForgeConfig config) {
        Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
        this.database = Database.at(config.servers().db());
        this.bus = new Bus(config.servers(), clock);
        Events events = new Events(database, clock);
        this.relay = new Relay(events, bus.broadcasts);
        Jobs jobs = new Jobs(database, events, clock);
        this.repositories = new Repositories(config.data().resolve("git"));
        Repos repos = new Repos(database, events, repositories, clock);
        Checks checks = new Checks(database, jobs, repos, new Refs(repositories), clock);
        this.runner = new Runner(
                jobs, Parts.tasks(checks, checkers, repos, events, repositories), Parts.HANDS, Parts.LOOKING);
    }

    @Override
    public void start() {
        relay.start();
        runner.start();
    }

    @Override
    public String ready() {
        return "Starforge's worker is ready.";
    }

    @Override
    public void close() {
        runner.close();
        checkers.close();
        relay.close();
        bus.close();
        repositories.close();
        database.close();
    }
}
