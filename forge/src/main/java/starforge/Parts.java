package starforge;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import starforge.appearance.Appearance;
import starforge.boards.Boards;
import starforge.checks.CheckFlag;
import starforge.checks.CheckTask;
import starforge.checks.Checks;
import starforge.checks.checkers.Checkers;
import starforge.codesearch.CodeSearch;
import starforge.codesearch.MissingTask;
import starforge.codesearch.Shelf;
import starforge.codesearch.SnapshotTask;
import starforge.codesearch.Snapshots;
import starforge.db.Database;
import starforge.events.Elsewhere;
import starforge.events.Events;
import starforge.events.Relay;
import starforge.events.Turning;
import starforge.flags.Flags;
import starforge.follows.Follows;
import starforge.git.Repositories;
import starforge.git.read.Blames;
import starforge.git.read.Commits;
import starforge.git.read.Diffs;
import starforge.git.read.FileSizes;
import starforge.git.read.LastCommits;
import starforge.git.read.Refs;
import starforge.git.read.Trees;
import starforge.groups.Groups;
import starforge.highlight.Languages;
import starforge.hooks.HookRuns;
import starforge.inbox.Inbox;
import starforge.jobs.Delivery;
import starforge.jobs.Jobs;
import starforge.jobs.Runner;
import starforge.jobs.Task;
import starforge.kernels.Kernels;
import starforge.keys.Keys;
import starforge.live.AskDesk;
import starforge.outgoing.Outgoing;
import starforge.outgoing.Reach;
import starforge.releases.Releases;
import starforge.repos.NewRepos;
import starforge.repos.Protections;
import starforge.repos.Repos;
import starforge.screens.Screens;
import starforge.signin.PasswordChange;
import starforge.signin.Registration;
import starforge.signin.SignIn;
import starforge.stars.StarTags;
import starforge.stars.Stars;
import starforge.tokens.Tokens;
import starforge.users.Passwords;
import starforge.users.Users;
import starforge.watches.Watches;
import starforge.web.PageClock;
import starforge.web.Secrets;
import starforge.web.Sessions;
import starforge.web.Themes;
import starforge.webhooks.DeliveryTask;
import starforge.webhooks.Webhooks;

/**
 * The long-lived parts of one forge, each made once, on a data folder that is locked for us: the truth, and what the forge
 * knows. They need no door, so the command line works with them alone.
 */
final class Parts implements AutoCloseable {
    /** So many jobs are done at once. */
    static final int HANDS = 4;
    /** How often jobs are looked for that another process asked for. */
    static final Duration LOOKING = Duration.ofMillis(250);
    /** The same for what nobody waits for. */
    private static final Duration SELDOM = Duration.ofSeconds(1);
    /** Tasks with runners of their own, and how many of each are done at once. */
    private static final Map<String, Integer> ASIDE = Map.of(Checks.SLOWLY, 1, Webhooks.TASK, 2);

    final Path data;
    final long uploadBytes;
    final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));

    // The truth, and what tells of it.
    final Database database;
    final Events events;
    final Bus bus;
    final Relay relay;
    final Elsewhere elsewhere;
    final PageClock pageClock = new PageClock();

    // What the forge knows.
    final Repositories repositories;
    final Refs refs;
    final LastCommits lastCommits;
    final Blames blames;
    final FileSizes fileSizes;
    final Secrets secrets;
    final Sessions sessions;
    final Users users;
    final Tokens tokens;
    final Groups groups;
    final Repos repos;
    final NewRepos newRepos;
    final Stars stars;
    final StarTags starTags;
    final Follows follows;
    final Watches watches;
    final Inbox inbox;
    final Releases releases;
    final SignIn signIn;
    final PasswordChange passwordChange;
    final Keys keys;
    final Protections protections;
    final Registration registration;
    final Themes themes;
    final Appearance appearance;
    final Boards boards;
    final Screens screens;
    final Flags flags;
    final Jobs jobs;
    final Outgoing outgoing;
    final Webhooks webhooks;
    final Checkers checkers = new Checkers();
    final Checks checks;
    final AskDesk asks;
    final Optional<Delivery> delivery;
    final Shelf shelf;
    final Snapshots snapshots;
    final CodeSearch codeSearch;
    final List<Runner> aside;
    final Runner runner;

    /**
     * Makes them.
     *
     * @param isAlone whether no other process uses the folder while this is done
     * @param address where people reach this forge, asked only once it can be reached
     * @param kernels what searches code, asked for at the first search
     */
    Parts(ForgeConfig config, Path data, boolean isAlone, Supplier<String> address, Supplier<Kernels> kernels) {
        this.data = data;
        this.uploadBytes = config.uploadBytes();
        String shared = config.servers().db();
        this.database = shared.isEmpty() ? Database.open(data) : Database.at(shared);
        this.bus = new Bus(config.servers(), clock);
        this.events = new Events(database, clock);
        Turning turning = new Turning(pageClock);
        database.onUnaccounted(pageClock::everythingChanged);
        events.onStored(draft -> turning.happened(draft.kind(), draft.repoId()));
        this.relay = new Relay(events, bus.broadcasts);
        this.elsewhere = new Elsewhere(database, bus.broadcasts, pageClock);
        Path git = data.resolve("git");
        this.repositories = isAlone ? Repositories.alone(git) : new Repositories(git);
        this.refs = new Refs(repositories);
        this.lastCommits = new LastCommits(repositories);
        this.blames = new Blames(repositories);
        this.fileSizes = new FileSizes(repositories, new Languages()::counted);
        this.secrets = new Secrets(database);
        this.sessions = new Sessions(database, secrets, clock);
        this.users = new Users(database, new Passwords(), clock);
        this.tokens = new Tokens(database, users, secrets, clock);
        this.groups = new Groups(database, events, clock);
        this.repos = new Repos(database, events, repositories, clock);
        this.newRepos = new NewRepos(repos, database, events, repositories, clock);
        this.stars = new Stars(database, events, clock);
        this.starTags = new StarTags(database);
        this.follows = new Follows(database, events, clock);
        this.watches = new Watches(database, events, clock);
        this.inbox = new Inbox(database, events, repos);
        events.onStoring(inbox);
        this.releases = new Releases(database, events, data.resolve("uploads"), clock);
        repos.onDeleted(releases::forget);
        if (isAlone) {
            releases.tidy();
        }
        this.signIn = new SignIn(users, tokens, bus.counts);
        this.passwordChange = new PasswordChange(users, sessions, database, events);
        this.keys = new Keys(database, clock);
        this.protections = new Protections(repos, database, clock);
        this.registration = new Registration(database, config.openRegistration());
        this.themes = new Themes(data.resolve("themes"));
        this.appearance = new Appearance(database, themes, config.theme(), clock);
        this.boards = new Boards(database, events, repos, clock);
        this.screens = new Screens(database, events, boards, secrets, clock);
        this.flags = new Flags(database, events, repos, refs, clock);
        this.jobs = new Jobs(database, events, clock);
        jobs.follow(new HookRuns(flags, tokens));
        if (isAlone) {
            jobs.recover();
        }
        this.outgoing = new Outgoing(new Reach(config.reachable()));
        this.webhooks = new Webhooks(database, jobs, secrets, clock);
        events.onRecord(webhooks::happened);
        this.checks = new Checks(database, jobs, repos, refs, clock);
        this.asks = new AskDesk(jobs, sessions, Map.of("check", checks::wish));
        this.shelf = shelf(config, data, kernels);
        this.snapshots = new Snapshots(shelf, jobs, refs);
        repos.onDeleted(shelf::forget);
        repositories.onDefaultBranch(snapshots::headMoved);
        if (isAlone) {
            shelf.tidy(repositories::exists);
        }
        this.codeSearch = new CodeSearch(shelf, snapshots);
        Map<String, Task> tasks = new HashMap<>(
                tasks(checks, checkers, repos, events, repositories, new CheckFlag(flags, repos, address)));
        tasks.putAll(reading(shelf, snapshots, jobs, repos, repositories));
        tasks.putAll(telling(webhooks, repos, outgoing, repositories, address));
        this.delivery = delivery(config.servers(), database, jobs, tasks, secrets, bus, clock);
        this.aside = aside(jobs, tasks);
        this.runner = new Runner(jobs, tasks, HANDS, LOOKING, isTold(delivery));
    }

    /**
     * Runners of their own for what takes long or waits for other servers, so that nothing else waits behind it.
     *
     * @param tasks all; those are taken out of them
     */
    static List<Runner> aside(Jobs jobs, Map<String, Task> tasks) {
        List<Runner> runners = new ArrayList<>();
        ASIDE.forEach((name, hands) -> Optional.ofNullable(tasks.remove(name))
                .ifPresent(task -> runners.add(new Runner(jobs, Map.of(name, task), hands, SELDOM))));
        return runners;
    }

    /** The snapshots of a data folder. */
    static Shelf shelf(ForgeConfig config, Path data, Supplier<Kernels> kernels) {
        return new Shelf(data.resolve("search"), kernels, config.searchBytes(), Clock.systemUTC());
    }

    /** The other tasks that the forge's own runners know. */
    static Map<String, Task> tasks(
            Checks checks, Checkers checkers, Repos repos, Events events, Repositories repositories, CheckFlag flag) {
        CheckTask check =
                new CheckTask(checks, checkers, repos, events, new Trees(repositories), new Diffs(repositories), flag);
        return Map.of(
                "ping-job", AskDesk.PING, "starforge.ping", Delivery.PING, Checks.TASK, check, Checks.SLOWLY, check);
    }

    /** The tasks that read text for the search. */
    static Map<String, Task> reading(
            Shelf shelf, Snapshots snapshots, Jobs jobs, Repos repos, Repositories repositories) {
        SnapshotTask one = new SnapshotTask(shelf, snapshots, jobs, repositories);
        return Map.of(Snapshots.ONE, one, Snapshots.MISSING, new MissingTask(shelf, one, repos::ids));
    }

    /** The task that tells other servers. */
    static Map<String, Task> telling(
            Webhooks webhooks, Repos repos, Outgoing outgoing, Repositories repositories, Supplier<String> address) {
        DeliveryTask delivery = new DeliveryTask(
                webhooks, repos, outgoing, new Commits(repositories), new Diffs(repositories), address);
        return Map.of(Webhooks.TASK, delivery);
    }

    /** What becomes of hooks, for a process that has not all of these parts. */
    static HookRuns hookRuns(Database database, Events events, Repos repos, Refs refs, Secrets secrets, Clock clock) {
        Users users = new Users(database, new Passwords(), clock);
        return new HookRuns(
                new Flags(database, events, repos, refs, clock), new Tokens(database, users, secrets, clock));
    }

    /** What carries jobs through the broker, when there is one. */
    static Optional<Delivery> delivery(
            ForgeConfig.Servers servers,
            Database database,
            Jobs jobs,
            Map<String, Task> tasks,
            Secrets secrets,
            Bus bus,
            Clock clock) {
        return servers.amqp().isEmpty()
                ? Optional.empty()
                : Optional.of(new Delivery(servers.amqp(), database, jobs, tasks.keySet(), secrets, bus.notes, clock));
    }

    static BooleanSupplier isTold(Optional<Delivery> delivery) {
        return () -> delivery.map(Delivery::isUp).orElse(false);
    }

    /** Closes them in the reverse order of their making. */
    @Override
    public void close() {
        delivery.ifPresent(Delivery::close);
        runner.close();
        aside.forEach(Runner::close);
        codeSearch.close();
        shelf.close();
        checkers.close();
        outgoing.close();
        relay.close();
        elsewhere.close();
        bus.close();
        fileSizes.close();
        blames.close();
        lastCommits.close();
        repositories.close();
        database.close();
    }
}
