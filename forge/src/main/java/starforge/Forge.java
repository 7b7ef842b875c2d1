package starforge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import starforge.access.Identity;
import starforge.bus.Topic;
import starforge.console.Console;
import starforge.console.Desk;
import starforge.db.Database;
import starforge.events.EventPages;
import starforge.flags.Flags;
import starforge.git.GitHttp;
import starforge.git.Limits;
import starforge.git.Maintenance;
import starforge.git.PushListener;
import starforge.git.Receiving;
import starforge.git.RefChanges;
import starforge.git.Serving;
import starforge.git.ssh.GitSsh;
import starforge.git.ssh.SshLimits;
import starforge.hooks.Hooks;
import starforge.jobs.Jobs;
import starforge.kernels.Kernels;
import starforge.live.LivePages;
import starforge.live.TicketDirective;
import starforge.live.TopicGuard;
import starforge.machine.Metric;
import starforge.realtime.RealtimeServer;
import starforge.repos.Listing;
import starforge.repos.PushEvents;
import starforge.web.Routes;
import starforge.web.Site;
import starforge.web.Templates;
import starforge.web.WebServer;

/** One forge: its parts behind its doors. Made here alone, and in {@link Parts} and {@link ForgePages}. */
final class Forge implements Running, ForgePages.Doors {
    /** How long pushes to a repository are gathered before it is tidied. */
    private static final Duration TIDY_AFTER = Duration.ofSeconds(30);

    private final ForgeConfig config;
    private final Role role;
    private final Parts parts;
    private final EventPages eventPages;
    private final Maintenance maintenance;

    private Optional<Routes> routes = Optional.empty();
    private Optional<WebServer> web = Optional.empty();
    private Optional<RealtimeServer> realtime = Optional.empty();
    private Optional<GitSsh> ssh = Optional.empty();
    private Optional<Console> console = Optional.empty();
    private Optional<String> setUpPath = Optional.empty();

    /**
     * Opens a data folder that is locked for us alone.
     *
     * @param kernels what searches code, asked for at the first search
     */
    Forge(ForgeConfig config, Path data, Supplier<Kernels> kernels) {
        this(config, data, Role.SERVE, true, kernels);
    }

    /**
     * Opens a data folder that is locked for us, maybe together with other processes.
     *
     * @param isAlone whether nobody else uses it before {@link #start}
     */
    Forge(ForgeConfig config, Path data, Role role, boolean isAlone) {
        this(config, data, role, isAlone, Kernels::best);
    }

    private Forge(ForgeConfig config, Path data, Role role, boolean isAlone, Supplier<Kernels> kernels) {
        this.config = config;
        this.role = role;
        this.parts = new Parts(config, data, isAlone, this::address, kernels);
        this.eventPages = new EventPages(parts.events, parts.repos, parts.bus.broadcasts);
        this.maintenance = new Maintenance(parts.repositories, TIDY_AFTER);
    }

    Jobs jobs() {
        return parts.jobs;
    }

    Database database() {
        return parts.database;
    }

    Flags flags() {
        return parts.flags;
    }

    Desk desk() {
        return new Desk(
                parts.users, parts.passwordChange, parts.tokens, parts.repos, parts.newRepos, parts.repositories);
    }

    /** Opens the doors; returns when requests are answered. */
    @Override
    public void start() throws IOException {
        parts.themes.get(config.theme());
        Hooks hooks = hooks();
        List<PushListener> listeners = List.of(
                new PushEvents(parts.repos, parts.events, parts.database, hooks),
                parts.lastCommits,
                parts.checks,
                parts.snapshots,
                // Its refs have moved even when the log could not be written.
                push -> parts.pageClock.changed(push.repoId()),
                maintenance);
        Limits limits = Limits.standard();
        Receiving receiving = new Receiving(parts.repositories, limits, parts.protections, listeners);
        Serving serving = new Serving(parts.repositories);
        TopicGuard guard = new TopicGuard(parts.repos, parts.sessions, parts.boards, parts.screens, parts.jobs);

        GitHttp git = new GitHttp(parts.repos, parts.signIn, serving, receiving, limits);
        Routes pages = pages(guard, hooks, new RefChanges(parts.repositories, receiving, parts.clock));
        realtime = role.isLive() ? Optional.of(live(guard)) : Optional.empty();
        List<Handler> before = new ArrayList<>(List.of(git));
        realtime.ifPresent(live -> before.add(live.handler()));
        WebServer server = new WebServer(config.host(), config.port(), pages, before, config.proxies());

        ssh = ssh(serving, receiving, limits);
        // Where processes share a database, a command works on that by itself.
        console = parts.database.isShared() ? Optional.empty() : Optional.of(new Console(parts.data, desk()));
        web = Optional.of(server);
        routes = Optional.of(pages);
        realtime.ifPresent(this::startLive);
        parts.elsewhere.start();
        parts.relay.start();
        if (role.isLive()) {
            parts.work.start();
        } else {
            parts.work.startSending();
        }
        console.ifPresent(Console::start);
        receiving.catchUp();
        server.start();
        ssh.ifPresent(GitSsh::start);
        maintenance.start(receiving::catchUp);
    }

    @Override
    public void warmUp() {
        new WarmUp(config.here(port())).start(parts.repos);
    }

    private void startLive(RealtimeServer live) {
        live.start();
        parts.bus.presence.here(live::viewers);
    }

    private RealtimeServer live(TopicGuard guard) {
        return new RealtimeServer(
                parts.bus.broadcasts, parts.events, parts.bus.tickets, guard, parts.asks, origins(), parts.clock);
    }

    private Hooks hooks() {
        return new Hooks(parts.database, parts.jobs, parts.flags, config.hookTasks(), this::address, parts.clock);
    }

    private Routes pages(TopicGuard guard, Hooks hooks, RefChanges changes) {
        Templates templates =
                new Templates(parts.themes, parts.appearance::of, parts.clock, this::menu, parts.events::known);
        templates.teach("ws_token", new TicketDirective(parts.bus.tickets, guard));
        Site site = new Site(config.url(), parts.sessions, parts.signIn, parts.secrets, templates, parts.pageClock);
        Routes all = new Routes(site, parts.repos);
        ForgePages pages = new ForgePages(parts, this, changes, hooks);
        setUpPath = pages.setUpPath();
        pages.addTo(all);
        new LivePages(parts.bus.tickets, guard).addTo(all);
        eventPages.addTo(all);
        return all;
    }

    /** What the menu says of the one who is signed in. */
    private Map<String, Object> menu(Identity who) {
        Listing starred = Listing.starredBy(who.userId(), Listing.Sort.STARRED, 0, 1);
        return Map.of(
                "stars",
                parts.repos.count(who, starred),
                "unread",
                parts.inbox.unread(who),
                "inbox",
                Topic.inbox(who.userId()).name());
    }

    private Optional<GitSsh> ssh(Serving serving, Receiving receiving, Limits limits) {
        if (config.sshPort() == ForgeConfig.SSH_OFF) {
            return Optional.empty();
        }
        GitSsh.Place place = new GitSsh.Place(config.host(), config.sshPort(), parts.data.resolve("ssh"));
        return Optional.of(new GitSsh(
                place,
                SshLimits.standard(),
                parts.repos,
                parts.keys,
                serving,
                receiving,
                limits,
                parts.pageClock::everythingChanged));
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
    public OptionalInt viewers() {
        return parts.bus.presence.total();
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>(liveMetrics());
        all.addAll(List.of(
                Metric.gauge("users", "Accounts.", parts.users::count),
                Metric.gauge("repos", "Repositories, private ones too.", parts.repos::total),
                Metric.gauge("stars", "Stars of all repositories.", parts.stars::total),
                Metric.counter("events", "Place of the newest event in the log.", parts.events::known),
                Metric.gauge("event_followers", "Streams of /-/events.", eventPages::followers),
                Metric.gauge("ssh_connections", "Connections over SSH.", () -> ssh.map(GitSsh::connections)
                        .orElse(0)),
                Metric.gauge("ssh_transfers", "Fetches and pushes over SSH.", () -> ssh.map(GitSsh::running)
                        .orElse(0)),
                Metric.counter("requests", "Requests answered.", () -> web.map(WebServer::requests)
                        .orElse(0L))));
        return all;
    }

    /** What is known here of live connections: all that there are, and what this process told them. */
    private List<Metric> liveMetrics() {
        List<Metric> all = new ArrayList<>();
        viewers()
                .ifPresent(count ->
                        all.add(Metric.gauge("live_viewers", "Live connections, of all processes.", () -> count)));
        realtime.ifPresent(live -> {
            all.add(Metric.counter("live_delivered", "Events sent over live connections.", live::delivered));
            all.add(Metric.counter("live_dropped", "Live connections closed for being slow.", live::dropped));
        });
        return all;
    }

    /** Where people reach this forge, without a slash at the end. */
    String address() {
        return config.address(port());
    }

    /** Where it listens, which a proxy may stand before. */
    int port() {
        return web.map(WebServer::port).orElse(config.port());
    }

    /** What the pages answer, by {@link Routes#listing}. */
    Set<String> routes() {
        return routes.map(Routes::listing).orElse(Set.of());
    }

    /** The way to the first administrator, when there is no account yet. */
    Optional<String> setUpPath() {
        return setUpPath;
    }

    @Override
    public String ready() {
        String ready = "Starforge is ready: " + address() + "/";
        return setUpPath
                .map(path -> ready + "\nThere is no account yet. Make the first administrator here, once: " + address()
                        + path)
                .orElse(ready);
    }

    /** Closes the doors first, then what stands behind them. */
    @Override
    public void close() {
        console.ifPresent(Console::close);
        realtime.ifPresent(RealtimeServer::close);
        eventPages.close();
        ssh.ifPresent(GitSsh::close);
        web.ifPresent(WebServer::close);
        maintenance.close();
        parts.close();
    }
}
