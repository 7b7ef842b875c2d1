package starforge;

import java.nio.file.Path;
import java.time.Instant;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.bus.Event;
import starforge.db.Database;
import starforge.events.Events;
import starforge.follows.Follows;
import starforge.git.Repositories;
import starforge.inbox.Inbox;
import starforge.repos.Collaborators;
import starforge.repos.NewRepo;
import starforge.repos.NewRepos;
import starforge.repos.Repo;
import starforge.repos.Repos;
import starforge.stars.Stars;
import starforge.tokens.Tokens;
import starforge.users.Passwords;
import starforge.users.User;
import starforge.users.Users;
import starforge.watches.Watches;
import starforge.web.Secrets;
import starforge.web.Sessions;

/** The rules of a forge without its doors, for tests of what they decide. */
public final class BareForge implements AutoCloseable {
    public final HandClock clock = new HandClock();
    public final Database database;
    public final Events events;
    public final Users users;
    public final Secrets secrets;
    public final Tokens tokens;
    public final Sessions sessions;
    public final Repos repos;
    public final NewRepos newRepos;
    public final Collaborators collaborators;
    public final Stars stars;
    public final Follows follows;
    public final Watches watches;
    public final Inbox inbox;
    private final Repositories repositories;

    /** With everything but the repositories' files in memory. */
    public static BareForge inMemory(Path folder) {
        return Store.H2.inMemory(folder);
    }

    /** On a database server that others use as well. */
    public static BareForge at(String address, Path folder) {
        return new BareForge(Database.at(address), folder);
    }

    BareForge(Database database, Path folder) {
        this.database = database;
        this.repositories = new Repositories(folder.resolve("git"));
        this.events = new Events(database, clock);
        this.users = new Users(database, new Passwords(), clock);
        this.secrets = new Secrets(database);
        this.tokens = new Tokens(database, users, secrets, clock);
        this.sessions = new Sessions(database, secrets, clock);
        this.repos = new Repos(database, events, repositories, clock);
        this.newRepos = new NewRepos(repos, database, events, repositories, clock);
        this.collaborators = new Collaborators(repos, database, clock);
        this.stars = new Stars(database, events, clock);
        this.follows = new Follows(database, events, clock);
        this.watches = new Watches(database, events, clock);
        this.inbox = new Inbox(database, events, repos);
        events.onStoring(inbox);
    }

    /** The newest event, but for those that only ring somebody's bell. */
    public Event lastEvent() {
        return events.after(Math.max(0, events.last() - 10), 10).stream()
                .filter(event -> !event.kind().equals("noted"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** An account that nobody can sign in to, made fast. */
    public User user(String name) {
        return account(database, users, name, "none", false);
    }

    public User admin(String name) {
        return account(database, users, name, "none", true);
    }

    /** Makes one with a password that was stored before. */
    static User account(Database database, Users users, String name, String password, boolean admin) {
        database.change(transaction -> transaction
                .handle()
                .execute(
                        "insert into users (name, name_key, email, email_key, password, admin, created_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        name,
                        name.toLowerCase(java.util.Locale.ROOT),
                        name + "@example.org",
                        name.toLowerCase(java.util.Locale.ROOT) + "@example.org",
                        password,
                        admin,
                        Instant.now()));
        return users.get(name);
    }

    public Gate.Entry repo(User owner, String name) {
        return entry(newRepos.create(owner.identity(), new NewRepo(owner.name(), name, "", false), "main"));
    }

    public Gate.Entry privateRepo(User owner, String name) {
        return entry(newRepos.create(owner.identity(), new NewRepo(owner.name(), name, "", true), "main"));
    }

    public static Gate.Entry entry(Repo repo) {
        return repo.entry(Level.ADMIN);
    }

    /** Why something is refused; fails when it is not. */
    public static Reason refusal(Runnable deed) {
        return refused(deed).reason();
    }

    /** The refusal of something; fails when it is done. */
    public static Refusal refused(Runnable deed) {
        try {
            deed.run();
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("This was not refused");
    }

    /** The one who comes with a token of that scope. */
    public Identity withToken(User user, String scope) {
        return tokens.identify(tokens.add(user, scope, java.util.List.of(scope)))
                .orElseThrow();
    }

    @Override
    public void close() {
        database.close();
        repositories.close();
    }
}
