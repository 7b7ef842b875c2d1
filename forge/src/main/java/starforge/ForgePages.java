package starforge;

import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import starforge.access.Gate;
import starforge.account.AccountPages;
import starforge.account.AccountParts;
import starforge.account.Collection;
import starforge.account.CollectionPages;
import starforge.account.Leaving;
import starforge.account.Proof;
import starforge.admin.Accounts;
import starforge.admin.AdminPages;
import starforge.admin.Figures;
import starforge.admin.RepoAdminPages;
import starforge.admin.UserAdminPages;
import starforge.appearance.AppearancePages;
import starforge.audit.Audit;
import starforge.boards.BoardAdminPages;
import starforge.boards.show.BoardPages;
import starforge.checks.CheckSettingsPages;
import starforge.checks.ChecksView;
import starforge.code.CodePages;
import starforge.code.MainLanguages;
import starforge.codesearch.CodeAnswers;
import starforge.codesearch.CodeSearchPages;
import starforge.codesearch.GoToFilePages;
import starforge.explore.ExplorePages;
import starforge.feed.ActivityPages;
import starforge.feed.AtomPages;
import starforge.feed.DashboardPages;
import starforge.feed.Feed;
import starforge.feed.GroupActivityPages;
import starforge.flags.FlagApiPages;
import starforge.flags.FlagPages;
import starforge.forks.ForkPages;
import starforge.git.FirstCommit;
import starforge.git.RefChanges;
import starforge.git.read.Commits;
import starforge.hooks.HookPages;
import starforge.hooks.Hooks;
import starforge.inbox.InboxPages;
import starforge.jobs.JobPages;
import starforge.keys.DeployKeyPages;
import starforge.machine.Health;
import starforge.machine.HealthPages;
import starforge.machine.Metric;
import starforge.machine.MetricsPages;
import starforge.markup.Curve;
import starforge.people.FollowPages;
import starforge.people.GroupAdminPages;
import starforge.people.GroupPages;
import starforge.people.GroupView;
import starforge.people.PeoplePages;
import starforge.people.PersonView;
import starforge.people.Years;
import starforge.releases.ReleaseFilePages;
import starforge.releases.ReleasePages;
import starforge.repos.Collaborators;
import starforge.repos.Handover;
import starforge.repos.RepoPages;
import starforge.repos.RepoView;
import starforge.repos.SettingsPages;
import starforge.screens.DevicePages;
import starforge.screens.ScreenAdminPages;
import starforge.screens.ScreenVisitors;
import starforge.screens.pairing.AuthorizationPages;
import starforge.screens.pairing.PairPages;
import starforge.screens.pairing.Pairings;
import starforge.search.SearchPages;
import starforge.signin.PasswordLinks;
import starforge.signin.RegisterPages;
import starforge.signin.ResetPages;
import starforge.signin.SetUpLink;
import starforge.signin.SignInPages;
import starforge.stars.StarPages;
import starforge.stars.StarStory;
import starforge.stars.StarredPages;
import starforge.stars.Trending;
import starforge.watches.WatchPages;
import starforge.web.RobotPages;
import starforge.web.Routes;
import starforge.web.Uploading;
import starforge.webhooks.WebhookPages;

/** All pages of a forge: which there are, and which parts each is given. */
final class ForgePages {
    /** So many of the newest releases are marked in a curve of stars. */
    private static final int MARKS = 24;

    /** So many files of stars are received at once. */
    private static final int COLLECTIONS = 2;

    private final Parts parts;
    private final Doors doors;
    private final RefChanges changes;
    private final Hooks hooks;
    private final RepoView view;
    private final SetUpLink setUp;
    private final Leaving leaving;

    /** What pages say of the doors of the forge. */
    interface Doors {
        /** The port of Git over SSH; 0 when there is none. */
        int sshPort();

        /** Live connections of all processes; empty when nobody can say. */
        OptionalInt viewers();

        List<Metric> metrics();
    }

    ForgePages(Parts parts, Doors doors, RefChanges changes, Hooks hooks) {
        this.hooks = hooks;
        this.parts = parts;
        this.doors = doors;
        this.changes = changes;
        MainLanguages languages = new MainLanguages(parts.refs, parts.fileSizes);
        this.view = new RepoView(
                parts.repos,
                parts.defaultBranches,
                parts.stars::hasStarred,
                parts.watches::of,
                languages,
                doors::sshPort);
        this.setUp = new SetUpLink(parts.users, parts.secrets);
        this.leaving = new Leaving(
                parts.users, parts.repos, parts.stars, parts.groups, parts.database, parts.events, parts.clock);
    }

    /** The way to the first administrator, when there is no account yet. */
    Optional<String> setUpPath() {
        return setUp.path();
    }

    void addTo(Routes routes) {
        addSigningIn(routes);
        addSettings(routes);
        addRepos(routes);
        addLists(routes);
        addAdmin(routes);
        addBoards(routes);
        addMachine(routes);
    }

    private void addBoards(Routes routes) {
        new BoardAdminPages(parts.boards).addTo(routes);
        ScreenVisitors visitors = new ScreenVisitors(parts.screens);
        new BoardPages(parts.boards, visitors, parts.events, parts.flags, parts.clock).addTo(routes);
        new DevicePages(parts.screens).addTo(routes);
        new ScreenAdminPages(parts.screens, parts.boards, parts.clock).addTo(routes);
        Pairings pairings = new Pairings(parts.database, parts.screens, parts.secrets, parts.clock);
        new AuthorizationPages(pairings).addTo(routes);
        new PairPages(pairings, parts.boards, new Proof(parts.signIn)).addTo(routes);
    }

    private void addSigningIn(Routes routes) {
        SignInPages signIn =
                new SignInPages(parts.signIn, parts.sessions, parts.database, parts.events, parts.registration);
        signIn.addTo(routes);
        new RegisterPages(parts.users, signIn, setUp, parts.registration).addTo(routes);
    }

    private void addSettings(Routes routes) {
        new AccountPages(new AccountParts(
                        parts.users,
                        parts.tokens,
                        parts.keys,
                        parts.sessions,
                        parts.signIn,
                        parts.passwordChange,
                        leaving,
                        parts.database,
                        parts.events))
                .addTo(routes);
        new AppearancePages(parts.appearance).addTo(routes);
        Collection collection =
                new Collection(parts.users, parts.repos, parts.stars, parts.starTags, parts.follows, parts.clock);
        Uploading uploading = new Uploading(parts.releases.incoming(), CollectionPages.MOST_BYTES, COLLECTIONS);
        new CollectionPages(collection, uploading).addTo(routes);
    }

    private void addRepos(Routes routes) {
        new RepoPages(parts.newRepos, new FirstCommit(parts.repositories)).addTo(routes);
        Handover handover = new Handover(parts.repos, parts.database, parts.events, parts.clock);
        Collaborators collaborators = new Collaborators(parts.repos, parts.database, parts.clock);
        new SettingsPages(
                        parts.repos,
                        view,
                        parts.users,
                        parts.defaultBranches,
                        parts.refs,
                        collaborators,
                        parts.protections,
                        handover)
                .addTo(routes);
        new DeployKeyPages(parts.keys, view).addTo(routes);
        ChecksView checks = new ChecksView(parts.checks, parts.checkers);
        new CodePages(
                        parts.repositories,
                        parts.refs,
                        parts.lastCommits,
                        parts.blames,
                        parts.fileSizes,
                        view,
                        changes,
                        checks,
                        parts.flags)
                .addTo(routes);
        new FlagPages(parts.flags, view).addTo(routes);
        new HookPages(hooks, view).addTo(routes);
        new FlagApiPages(parts.flags, new Commits(parts.repositories), parts.users).addTo(routes);
        new CheckSettingsPages(parts.checks, view).addTo(routes);
        new WebhookPages(parts.webhooks, view).addTo(routes);
        ReleasePages releases =
                new ReleasePages(parts.releases, view, parts.refs, changes, parts.users, parts.uploadBytes);
        releases.addTo(routes);
        new ReleaseFilePages(parts.releases, releases, parts.uploadBytes).addTo(routes);
        StarStory story = new StarStory(parts.stars, parts.repos, this::releases);
        new StarPages(parts.stars, story, view).addTo(routes);
        new StarredPages(parts.starTags, parts.repos, view, parts.users).addTo(routes);
        new ForkPages(parts.repos, parts.newRepos, view).addTo(routes);
        new WatchPages(parts.watches).addTo(routes);
    }

    private List<Curve.Mark> releases(Gate.Entry repo) {
        return parts.releases.newest(repo, MARKS).stream()
                .map(release -> new Curve.Mark(LocalDate.ofInstant(release.at(), ZoneOffset.UTC), release.tag()))
                .toList();
    }

    private void addLists(Routes routes) {
        Trending trending = new Trending(parts.database, parts.repos, parts.clock);
        new ExplorePages(parts.repos, view, parts.events, trending).addTo(routes);
        PersonView person = new PersonView(parts.repos, parts.follows, parts.groups);
        Years years = new Years(parts.events, parts.repos, parts.clock);
        new PeoplePages(parts.users, parts.repos, view, person, years).addTo(routes);
        new FollowPages(parts.users, parts.follows, person).addTo(routes);
        Feed feed = new Feed(parts.database, parts.events, parts.repos);
        new DashboardPages(feed, parts.follows, parts.watches, parts.repos, view, parts.clock).addTo(routes);
        new InboxPages(parts.inbox, feed).addTo(routes);
        new AtomPages(feed, parts.repos, parts.users).addTo(routes);
        new ActivityPages(feed, view, person, parts.users, parts.clock).addTo(routes);
        GroupView group = new GroupView(parts.groups, parts.repos);
        new GroupPages(parts.groups, parts.users, parts.repos, group, view).addTo(routes);
        new GroupActivityPages(feed, parts.groups, parts.repos, group, parts.clock).addTo(routes);
        CodeAnswers answers = new CodeAnswers(parts.codeSearch);
        new SearchPages(parts.repos, parts.users, parts.groups, view, answers).addTo(routes);
        new CodeSearchPages(parts.snapshots, answers, view).addTo(routes);
        new GoToFilePages(parts.snapshots, parts.repositories, parts.refs, view).addTo(routes);
    }

    private void addAdmin(Routes routes) {
        PasswordLinks links =
                new PasswordLinks(parts.users, parts.passwordChange, parts.database, parts.secrets, parts.clock);
        new ResetPages(links).addTo(routes);
        Accounts accounts = new Accounts(
                parts.users,
                parts.stars,
                parts.repos,
                parts.sessions,
                links,
                parts.registration,
                parts.database,
                parts.events,
                parts.clock);
        Figures figures =
                new Figures(parts.users::count, parts.repos::total, parts.stars::total, doors::viewers, parts.data);
        UserAdminPages users = new UserAdminPages(parts.users, parts.repos, accounts, leaving);
        RepoAdminPages repos = new RepoAdminPages(parts.repos, parts.repositories);
        Audit audit = new Audit(parts.database, parts.clock);
        new AdminPages(health(), figures, accounts, audit, users, repos).addTo(routes);
        new GroupAdminPages(parts.groups).addTo(routes);
        new JobPages(parts.jobs, parts.work::dead).addTo(routes);
    }

    private Health health() {
        Map<String, BooleanSupplier> all = new HashMap<>(parts.bus.health);
        all.put("database", () -> parts.users.count() >= 0);
        all.put("disk", () -> Files.isWritable(parts.data));
        return new Health(all);
    }

    private void addMachine(Routes routes) {
        new RobotPages().addTo(routes);
        new HealthPages(health()).addTo(routes);
        new MetricsPages(doors::metrics).addTo(routes);
    }
}
