package starforge;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import starforge.appearance.Appearance;
import starforge.boards.Boards;
import starforge.checks.CheckFlag;
import starforge.checks.Checks;
import starforge.checks.checkers.Checkers;
import starforge.codesearch.CodeSearch;
import starforge.codesearch.Shelf;
import starforge.codesearch.Snapshots;
import starforge.db.Database;
import starforge.events.Elsewhere;
import starforge.events.Events;
import starforge.events.Relay;
import starforge.events.Turning;
import starforge.flags.Flags;
import starforge.follows.Follows;
import starforge.git.DefaultBranches;
import starforge.git.Repositories;
import starforge.git.read.Blames;
import starforge.git.read.FileSizes;
import starforge.git.read.LastCommits;
import starforge.git.read.Refs;
import starforge.groups.Groups;
import starforge.highlight.Languages;
import starforge.hooks.HookRuns;
import starforge.inbox.Inbox;
import starforge.jobs.Jobs;
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
import starforge.webhooks.Webhooks;

/**
 * The long-lived parts of one forge, each made once, on a data folder that is locked for us: the truth, and what the forge
 * knows. They need no door, so the command line works with them alone.
 */
final class Parts implements AutoCloseable {
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
    final DefaultBranches defaultBranches;
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
    final Shelf shelf;
    final Snapshots snapshots;
    final CodeSearch codeSearch;
    final Work work;

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
        this.defaultBranches = new DefaultBranches(repositories);
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
        defaultBranches.onChange(snapshots::headMoved);
        if (isAlone) {
            shelf.tidy(repositories::exists);
        }
        this.codeSearch = new CodeSearch(shelf, snapshots);
        Map<String, Task> tasks = new HashMap<>(
                Work.tasks(checks, checkers, repos, events, repositories, new CheckFlag(flags, repos, address)));
        tasks.putAll(Work.reading(shelf, snapshots, jobs, repos, repositories));
        tasks.putAll(Work.telling(webhooks, repos, outgoing, repositories, address));
        this.work = new Work(jobs, tasks, bus.delivery(database, jobs, tasks.keySet(), secrets, clock));
    }

    /** The snapshots of a data folder. */
    static Shelf shelf(ForgeConfig config, Path data, Supplier<Kernels> kernels) {
        return new Shelf(data.resolve("search"), kernels, config.searchBytes(), Clock.systemUTC());
    }

    /** Closes them in the reverse order of their making. */
    @Override
    public void close() {
        work.close();
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
