package starforge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import starforge.access.Identity;
import starforge.console.Console;
import starforge.console.Desk;
import starforge.events.EventPages;
import starforge.events.Events;
import starforge.events.Relay;
import starforge.events.Turning;
import starforge.explore.ExplorePages;
import starforge.forks.ForkPages;
import starforge.git.FirstCommit;
import starforge.git.GitHttp;
import starforge.git.Limits;
import starforge.git.PushListener;
import starforge.git.Receiving;
import starforge.git.RefChanges;
import starforge.git.Serving;
import starforge.git.ssh.GitSsh;
import starforge.git.ssh.SshLimits;
import starforge.live.LivePages;
import starforge.live.TicketDirective;
import starforge.live.TopicGuard;
import starforge.machine.Metric;
import starforge.realtime.Asks;
import starforge.realtime.RealtimeServer;
import starforge.repos.Listing;
import starforge.repos.PushEvents;
import starforge.repos.RepoPages;
import starforge.repos.RepoView;
import starforge.repos.Repos;
import starforge.repos.SettingsPages;
import starforge.search.SearchPages;
import starforge.signin.PasswordChange;
import starforge.signin.PasswordLinks;
import starforge.signin.RegisterPages;
import starforge.signin.Registration;
import starforge.signin.ResetPages;
import starforge.signin.SetUpLink;
import starforge.signin.SignIn;
import starforge.signin.SignInPages;
import starforge.stars.StarPages;
import starforge.stars.Stars;
import starforge.tokens.Tokens;
import starforge.users.Passwords;
import starforge.users.Users;
import starforge.web.PageClock;
import starforge.web.RobotPages;
import starforge.web.Routes;
import starforge.web.Site;
import starforge.web.Templates;
import starforge.web.WebServer;

/** One forge: its parts behind its doors. Made here alone, and in {@link Parts} and {@link ForgePages}. */
final class Forge implements AutoCloseable, ForgePages.Doors {
    private final ForgeConfig config;
    private final Parts parts;
    private final EventPages eventPages;
    private final CountDownLatch ended = new CountDownLatch(1);

    // The truth, and what tells of it.
    private final Database database;
    private final Events events;
    private final MemoryBroadcasts broadcasts = new MemoryBroadcasts();
    private final Tickets tickets = new MemoryTickets(clock);
    private final Relay relay;
    private final PageClock pageClock = new PageClock();

    // What the forge knows.
    private final Repositories repositories;
    private final LastCommits lastCommits;
    private final Blames blames;
    private final FileSizes fileSizes;
    private final Secrets secrets;
    private final Sessions sessions;
    private final Users users;
    private final Tokens tokens;
    private final Repos repos;
    private final Stars stars;
    private final Releases releases;
    private final SignIn signIn;
    private final PasswordChange passwordChange;
    private final Keys keys;
    private final Protections protections;
    private final EventPages eventPages;
    private final Themes themes;
    private final Appearance appearance;

    // Its doors.
    private Optional<Routes> routes = Optional.empty();
    private Optional<WebServer> web = Optional.empty();
    private Optional<RealtimeServer> realtime = Optional.empty();
    private Optional<GitSsh> ssh = Optional.empty();
    private Optional<Console> console = Optional.empty();
    private Optional<String> setUpPath = Optional.empty();

    /** Opens a data folder that is locked for us. */
    Forge(ForgeConfig config, Path data) {
        this.config = config;
        this.parts = new Parts(config, data);
        this.eventPages = new EventPages(parts.events, parts.repos, parts.broadcasts);
        this.data = data;
        this.database = Database.open(data);
        this.events = new Events(database, clock);
        this.relay = new Relay(events, broadcasts);
        this.repositories = new Repositories(data.resolve("git"));
        this.lastCommits = new LastCommits(repositories);
        this.blames = new Blames(repositories);
        this.fileSizes = new FileSizes(repositories, new Languages()::counted);
        this.secrets = new Secrets(database);
        this.sessions = new Sessions(database, secrets, clock);
        this.users = new Users(database, new Passwords(), clock);
        this.tokens = new Tokens(database, users, secrets, clock);
        this.repos = new Repos(database, events, repositories, clock);
        this.stars = new Stars(database, events, clock);
        this.releases = new Releases(database, events, data.resolve("uploads"), clock);
        repos.onDeleted(releases::forget);
        this.signIn = new SignIn(users, tokens);
        this.passwordChange = new PasswordChange(users, sessions, database, events);
        this.keys = new Keys(database, clock);
        this.protections = new Protections(repos, database, clock);
        this.eventPages = new EventPages(events, repos, broadcasts);
        this.themes = new Themes(data.resolve("themes"));
        this.appearance = new Appearance(database, themes, config.theme(), clock);
    }

    Desk desk() {
        return new Desk(parts.users, parts.passwordChange, parts.tokens, parts.repos, parts.repositories);
    }

    /** Opens the doors; returns when requests are answered. */
    void start() throws IOException {
        parts.themes.get(config.theme());
        List<PushListener> listeners =
                List.of(new PushEvents(parts.repos, parts.events, parts.database), parts.lastCommits);
        themes.get(config.theme());
        Templates templates = new Templates(themes, appearance::of, clock, this::menu, events::last);
        templates.teach("ws_token", new TicketDirective(tickets));
        TopicGuard guard = new TopicGuard(repos, sessions);
        database.onUnaccounted(pageClock::everythingChanged);
        Turning turning = new Turning(pageClock);
        events.onStored(draft -> turning.happened(draft.kind(), draft.repoId()));
        Routes routes = new Routes(new Site(config.url(), sessions, signIn, secrets, templates, pageClock), repos);
        // The clock hears of a push itself, too: its refs have moved even when the log could not be written.
        List<PushListener> listeners =
                List.of(new PushEvents(repos, events, database), lastCommits, push -> pageClock.changed(push.repoId()));
        Limits limits = Limits.standard();
        Receiving receiving = new Receiving(parts.repositories, limits, parts.protections, listeners);
        Serving serving = new Serving(parts.repositories);
        TopicGuard guard = new TopicGuard(parts.repos, parts.sessions);

        GitHttp git = new GitHttp(parts.repos, parts.signIn, serving, receiving, limits);
        RealtimeServer live = new RealtimeServer(
                parts.broadcasts, parts.events, parts.tickets, guard, Asks.nothing(), origins(), parts.clock);
        Routes pages = pages(guard, new RefChanges(parts.repositories, receiving, parts.clock));
        WebServer server = new WebServer(config.host(), config.port(), pages, List.of(git, live.handler()));

        ssh = ssh(serving, receiving, limits);
        console = Optional.of(new Console(parts.data, desk()));
        realtime = Optional.of(live);
        web = Optional.of(server);
        routes = Optional.of(pages);
        live.start();
        parts.relay.start();
        console.get().start();
        server.start();
        ssh.ifPresent(GitSsh::start);
    }

    private Routes pages(TopicGuard guard, RefChanges changes) {
        Templates templates =
                new Templates(parts.themes, parts.appearance::of, parts.clock, this::menu, parts.events::last);
        templates.teach("ws_token", new TicketDirective(parts.tickets));
        Site site = new Site(config.url(), parts.sessions, parts.signIn, parts.secrets, templates);
        Routes all = new Routes(site, parts.repos);
        ForgePages pages = new ForgePages(parts, this, changes);
        setUpPath = pages.setUpPath();
        pages.addTo(all);
        new LivePages(parts.tickets, guard).addTo(all);
        eventPages.addTo(all);
        return all;
    }

    /** What the menu says of the one who is signed in. */
    private Map<String, Object> menu(Identity who) {
        Listing starred = Listing.starredBy(who.userId(), Listing.Sort.STARRED, 0, 1);
        return Map.of("stars", parts.repos.count(who, starred));
    }

    private Optional<GitSsh> ssh(Serving serving, Receiving receiving, Limits limits) {
        if (config.sshPort() == ForgeConfig.SSH_OFF) {
            return Optional.empty();
        }
        GitSsh.Place place = new GitSsh.Place(config.host(), config.sshPort(), parts.data.resolve("ssh"));
        return Optional.of(
                new GitSsh(place, SshLimits.standard(), parts.repos, parts.keys, serving, receiving, limits));
        GitSsh.Place place = new GitSsh.Place(config.host(), config.sshPort(), data.resolve("ssh"));
        return Optional.of(new GitSsh(
                place, SshLimits.standard(), repos, keys, serving, receiving, limits, pageClock::everythingChanged));
    }

    private Set<String> origins() {
        return config.url().isEmpty() ? Set.of() : Set.of(config.url());
    }

    @Override
    public int sshPort() {
        return ssh.map(GitSsh::port).orElse(0);
    }

    /** As {@link #sshPort}, but waits until it is open. */
    int sshPortWhenOpen() {
        return ssh.map(GitSsh::portWhenOpen).orElse(0);
    }

    @Override
    public int viewers() {
        return realtime.map(RealtimeServer::viewers).orElse(0);
    private void addPages(Routes routes, TopicGuard guard, RefChanges changes) {
        SetUpLink setUp = new SetUpLink(users, secrets);
        setUpPath = setUp.path();
        Registration registration = new Registration(database, config.openRegistration());
        SignInPages signInPages = new SignInPages(signIn, sessions, database, events, registration);
        signInPages.addTo(routes);
        new RegisterPages(users, signInPages, setUp, registration).addTo(routes);
        Leaving leaving = new Leaving(users, repos, stars, database, events, clock);
        new AccountPages(new AccountParts(
                        users, tokens, keys, sessions, signIn, passwordChange, leaving, database, events))
                .addTo(routes);
        addAdmin(routes, registration, leaving);
        new AppearancePages(appearance).addTo(routes);
        new LivePages(tickets, guard).addTo(routes);

        Refs refs = new Refs(repositories);
        RepoView view = new RepoView(repos, repositories, stars::hasStarred, () -> ssh.map(GitSsh::port)
                .orElse(0));
        new RepoPages(repos, new FirstCommit(repositories)).addTo(routes);
        Handover handover = new Handover(repos, database, events, clock);
        new SettingsPages(repos, view, users, repositories, refs, protections, handover).addTo(routes);
        new DeployKeyPages(keys, view).addTo(routes);
        new CodePages(repositories, lastCommits, blames, fileSizes, view, changes).addTo(routes);
        ReleasePages releasePages = new ReleasePages(releases, view, refs, changes, users, LARGEST_UPLOAD);
        releasePages.addTo(routes);
        new ReleaseFilePages(releases, releasePages, LARGEST_UPLOAD).addTo(routes);
        new StarPages(stars, repos, view, users).addTo(routes);
        new ForkPages(repos, view).addTo(routes);
        new ExplorePages(repos, view, events).addTo(routes);
        new PeoplePages(users, repos, view).addTo(routes);
        new SearchPages(repos, users, view).addTo(routes);
        eventPages.addTo(routes);
        new RobotPages().addTo(routes);
        new MetricsPages(metrics()).addTo(routes);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.gauge("users", "Accounts.", parts.users::count),
                Metric.gauge("repos", "Repositories, private ones too.", parts.repos::total),
                Metric.gauge("stars", "Stars of all repositories.", parts.stars::total),
                Metric.counter("events", "Place of the newest event in the log.", parts.events::last),
                Metric.gauge("live_viewers", "Live connections.", this::viewers),
                Metric.counter("live_delivered", "Events sent over live connections.", () -> realtime.map(
                                RealtimeServer::delivered)
                        .orElse(0L)),
                Metric.counter("live_dropped", "Live connections closed for being slow.", () -> realtime.map(
                                RealtimeServer::dropped)
                        .orElse(0L)),
                Metric.gauge("event_followers", "Streams of /-/events.", eventPages::followers),
                Metric.gauge("ssh_connections", "Connections over SSH.", () -> ssh.map(GitSsh::connections)
                        .orElse(0)),
                Metric.gauge("ssh_transfers", "Fetches and pushes over SSH.", () -> ssh.map(GitSsh::running)
                        .orElse(0)),
                Metric.counter("requests", "Requests answered.", () -> web.map(WebServer::requests)
                        .orElse(0L)));
    }

    /** Where people reach this forge, without a slash at the end. */
    String address() {
        String host = config.host().equals("0.0.0.0") || config.host().equals("::") ? "127.0.0.1" : config.host();
        int port = web.map(WebServer::port).orElse(config.port());
        return config.url().isEmpty() ? "http://" + host + ":" + port : config.url();
    }

    /** What the pages answer, by {@link Routes#listing}. */
    Set<String> routes() {
        return routes.map(Routes::listing).orElse(Set.of());
    }

    /** The way to the first administrator, when there is no account yet. */
    Optional<String> setUpPath() {
        return setUpPath;
    }

    /** Waits until the forge is closed. */
    void join() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the doors first, then what stands behind them. */
    @Override
    public void close() {
        console.ifPresent(Console::close);
        realtime.ifPresent(RealtimeServer::close);
        eventPages.close();
        ssh.ifPresent(GitSsh::close);
        web.ifPresent(WebServer::close);
        parts.close();
        ended.countDown();
    }
}
