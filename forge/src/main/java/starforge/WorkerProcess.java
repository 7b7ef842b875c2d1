package starforge;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import starforge.checks.CheckFlag;
import starforge.checks.Checks;
import starforge.checks.checkers.Checkers;
import starforge.codesearch.Shelf;
import starforge.codesearch.Snapshots;
import starforge.db.Database;
import starforge.events.Events;
import starforge.events.Relay;
import starforge.flags.Flags;
import starforge.git.Repositories;
import starforge.git.read.Refs;
import starforge.jobs.Jobs;
import starforge.jobs.Task;
import starforge.kernels.Kernels;
import starforge.outgoing.Outgoing;
import starforge.outgoing.Reach;
import starforge.repos.Repos;
import starforge.web.Secrets;
import starforge.webhooks.Webhooks;

/** The process {@code worker}: does jobs, and carries to the bus what no other process lived to tell. */
final class WorkerProcess implements Running {
    private final Database database;
    private final Bus bus;
    private final Relay relay;
    private final Repositories repositories;
    private final Checkers checkers = new Checkers();
    private final Shelf shelf;
    private final Outgoing outgoing;
    private final Work work;

    WorkerProcess(ForgeConfig config) {
        Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
        this.database = Database.at(config.servers().db());
        this.bus = new Bus(config.servers(), clock);
        Events events = new Events(database, clock);
        this.relay = new Relay(events, bus.broadcasts);
        Jobs jobs = new Jobs(database, events, clock);
        this.repositories = new Repositories(config.data().resolve("git"));
        Repos repos = new Repos(database, events, repositories, clock);
        Refs refs = new Refs(repositories);
        Checks checks = new Checks(database, jobs, repos, refs, clock);
        Supplier<String> address = () -> config.address(config.port());
        Flags flags = new Flags(database, events, repos, refs, clock);
        this.shelf = Parts.shelf(config, config.data(), Kernels::best);
        Map<String, Task> tasks = new HashMap<>(
                Work.tasks(checks, checkers, repos, events, repositories, new CheckFlag(flags, repos, address)));
        tasks.putAll(Work.reading(shelf, new Snapshots(shelf, jobs, refs), jobs, repos, repositories));
        Secrets secrets = new Secrets(database);
        Webhooks webhooks = new Webhooks(database, jobs, secrets, clock);
        events.onRecord(webhooks::happened);
        this.outgoing = new Outgoing(new Reach(config.reachable()));
        tasks.putAll(Work.telling(webhooks, repos, outgoing, repositories, address));
        jobs.follow(Work.hookRuns(database, events, repos, refs, secrets, clock));
        this.work = new Work(jobs, tasks, bus.delivery(database, jobs, tasks.keySet(), secrets, clock));
    }

    @Override
    public void start() {
        relay.start();
        work.start();
    }

    @Override
    public String ready() {
        return "Starforge's worker is ready.";
    }

    @Override
    public void close() {
        work.close();
        shelf.close();
        checkers.close();
        outgoing.close();
        relay.close();
        bus.close();
        repositories.close();
        database.close();
    }
}
