package starforge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import starforge.access.Identity;
import starforge.account.AccountPages;
import starforge.account.AccountParts;
import starforge.account.Leaving;
import starforge.admin.Accounts;
import starforge.admin.AdminPages;
import starforge.admin.Figures;
import starforge.admin.RepoAdminPages;
import starforge.admin.UserAdminPages;
import starforge.appearance.Appearance;
import starforge.appearance.AppearancePages;
import starforge.audit.Audit;
import starforge.bus.MemoryBroadcasts;
import starforge.bus.MemoryTickets;
import starforge.bus.Tickets;
import starforge.code.CodePages;
import starforge.console.Console;
import starforge.console.Desk;
import starforge.db.Database;
import starforge.events.EventPages;
import starforge.events.Events;
import starforge.events.Relay;
import starforge.explore.ExplorePages;
import starforge.forks.ForkPages;
import starforge.git.FirstCommit;
import starforge.git.GitHttp;
import starforge.git.Limits;
import starforge.git.PushListener;
import starforge.git.Receiving;
import starforge.git.RefChanges;
import starforge.git.Repositories;
import starforge.git.Serving;
import starforge.git.read.Blames;
import starforge.git.read.FileSizes;
import starforge.git.read.LastCommits;
import starforge.git.read.Refs;
import starforge.git.ssh.GitSsh;
import starforge.git.ssh.SshLimits;
import starforge.highlight.Languages;
import starforge.keys.DeployKeyPages;
import starforge.keys.Keys;
import starforge.live.LivePages;
import starforge.live.TicketDirective;
import starforge.live.TopicGuard;
import starforge.machine.Health;
import starforge.machine.HealthPages;
import starforge.machine.Metric;
import starforge.machine.MetricsPages;
import starforge.people.PeoplePages;
import starforge.realtime.Asks;
import starforge.realtime.RealtimeServer;
import starforge.releases.ReleaseFilePages;
import starforge.releases.ReleasePages;
import starforge.releases.Releases;
import starforge.repos.Handover;
import starforge.repos.Listing;
import starforge.repos.Protections;
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
import starforge.web.Routes;
import starforge.web.Secrets;
import starforge.web.Sessions;
import starforge.web.Site;
import starforge.web.Templates;
import starforge.web.Themes;
import starforge.web.WebServer;

/** One forge, put together: the only place that makes the long-lived parts and hands them to each other. */
final class Forge implements AutoCloseable {
    private static final long LARGEST_UPLOAD = 100L << 20;

    private final ForgeConfig config;
    private final Path data;
    private final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private final CountDownLatch ended = new CountDownLatch(1);

    // The truth, and what tells of it.
    private final Database database;
    private final Events events;
    private final MemoryBroadcasts broadcasts = new MemoryBroadcasts();
    private final Tickets tickets = new MemoryTickets(clock);
    private final Relay relay;

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
        this.appearance = new Appearance(database, themes, config.theme());
    }

    Desk desk() {
        return new Desk(users, passwordChange, tokens, repos, repositories);
    }

    /** Opens the doors; returns when requests are answered. */
    void start() throws IOException {
        themes.get(config.theme());
        Templates templates = new Templates(themes, appearance::of, clock, this::menu, events::last);
        templates.teach("ws_token", new TicketDirective(tickets));
        TopicGuard guard = new TopicGuard(repos, sessions);
        Routes routes = new Routes(new Site(config.url(), sessions, signIn, secrets, templates), repos);
        List<PushListener> listeners = List.of(new PushEvents(repos, events, database), lastCommits);
        Limits limits = Limits.standard();
        Receiving receiving = new Receiving(repositories, limits, protections, listeners);
        Serving serving = new Serving(repositories);
        addPages(routes, guard, new RefChanges(repositories, receiving, clock));

        RealtimeServer live = new RealtimeServer(broadcasts, events, tickets, guard, Asks.nothing(), origins(), clock);
        GitHttp git = new GitHttp(repos, signIn, serving, receiving, limits);
        ssh = ssh(serving, receiving, limits);
        WebServer server = new WebServer(config.host(), config.port(), routes, List.of(git, live.handler()));

        console = Optional.of(new Console(data, desk()));
        realtime = Optional.of(live);
        web = Optional.of(server);
        this.routes = Optional.of(routes);
        live.start();
        relay.start();
        console.get().start();
        server.start();
        ssh.ifPresent(GitSsh::start);
    }

    private Optional<GitSsh> ssh(Serving serving, Receiving receiving, Limits limits) {
        if (config.sshPort() == ForgeConfig.SSH_OFF) {
            return Optional.empty();
        }
        GitSsh.Place place = new GitSsh.Place(config.host(), config.sshPort(), data.resolve("ssh"));
        return Optional.of(new GitSsh(place, SshLimits.standard(), repos, keys, serving, receiving, limits));
    }

    /** The port of Git over SSH, once it is open; 0 when there is none. */
    int sshPort() {
        return ssh.map(GitSsh::portWhenOpen).orElse(0);
    }

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
        new MetricsPages(metrics()).addTo(routes);
    }

    private void addAdmin(Routes routes, Registration registration, Leaving leaving) {
        PasswordLinks links = new PasswordLinks(users, passwordChange, database, secrets, clock);
        new ResetPages(links).addTo(routes);
        Accounts accounts = new Accounts(users, sessions, links, registration, database, events, clock);
        Health health = new Health(Map.of("database", () -> users.count() >= 0, "disk", () -> Files.isWritable(data)));
        new HealthPages(health).addTo(routes);
        Figures figures = new Figures(
                users::count,
                repos::total,
                stars::total,
                () -> realtime.map(RealtimeServer::viewers).orElse(0),
                data);
        UserAdminPages userPages = new UserAdminPages(users, repos, accounts, leaving);
        RepoAdminPages repoPages = new RepoAdminPages(repos, repositories);
        new AdminPages(health, figures, accounts, new Audit(database, clock), userPages, repoPages).addTo(routes);
    }

    private List<Metric> metrics() {
        return List.of(
                Metric.gauge("users", "Accounts.", users::count),
                Metric.gauge("repos", "Repositories, private ones too.", repos::total),
                Metric.gauge("stars", "Stars of all repositories.", stars::total),
                Metric.counter("events", "Place of the newest event in the log.", events::last),
                Metric.gauge("live_viewers", "Live connections.", () -> realtime.map(RealtimeServer::viewers)
                        .orElse(0)),
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

    /** What the menu says of the one who is signed in. */
    private Map<String, Object> menu(Identity who) {
        return Map.of("stars", repos.count(who, Listing.starredBy(who.userId(), Listing.Sort.STARRED, 0, 1)));
    }

    private Set<String> origins() {
        return config.url().isEmpty() ? Set.of() : Set.of(config.url());
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
        relay.close();
        broadcasts.close();
        lastCommits.close();
        blames.close();
        fileSizes.close();
        repositories.close();
        database.close();
        ended.countDown();
    }
}
