package starforge.repos;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.access.RepoName;
import starforge.db.AlreadyThere;
import starforge.db.Database;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.git.Repositories;
import starforge.groups.Group;
import starforge.groups.Groups;

/** Makes repositories: empty ones, those taken from elsewhere, and forks. */
public final class NewRepos {
    private final Repos repos;
    private final Database database;
    private final Events events;
    private final Repositories git;
    private final Clock clock;
    private final Groups groups;
    private final ForkNews forkNews;
    private final RepoTable table = new RepoTable();

    public NewRepos(Repos repos, Database database, Events events, Repositories git, Clock clock) {
        this.repos = repos;
        this.database = database;
        this.events = events;
        this.git = git;
        this.clock = clock;
        this.groups = new Groups(database, events, clock);
        this.forkNews = new ForkNews(events);
    }

    /** The namespaces in which somebody may make repositories: their own name, and the groups they own. */
    List<String> namespaces(Identity who) {
        return Stream.concat(Stream.of(who.name()), groups.ownedBy(who).stream().map(Group::name))
                .toList();
    }

    /**
     * Makes an empty repository: in the namespace of a group the group's, else that of who makes it.
     *
     * @throws Refusal INVALID at {@code name} or {@code namespace}
     */
    public Repo create(Identity who, NewRepo wish, String defaultBranch) {
        return make(who, wish, id -> git.create(id, defaultBranch));
    }

    /**
     * Makes a repository with the branches and tags of another one.
     *
     * @param source http(s) address or absolute folder
     */
    public Repo importFrom(Identity who, NewRepo wish, String source) {
        return make(who, wish, id -> git.importFrom(source, id));
    }

    /**
     * Makes a fork: the same files, in the space of who asks.
     *
     * @throws Refusal CONFLICT when they have one already
     */
    public Repo fork(Identity who, Gate.Entry parent) {
        Repo original = repos.get(parent);
        RepoName name = original.name().forkedBy(who.name());
        NewRepo wish = new NewRepo("", name.name(), original.description(), original.isPrivate());
        Holder holder = new Holder(who.userId(), 0, who.name());
        return make(who, holder, name, wish, Optional.of(original), id -> git.fork(parent.id(), id));
    }

    private Repo make(Identity who, NewRepo wish, LongConsumer onDisk) {
        RepoName.problem(wish.name()).ifPresent(problem -> {
            throw Refusal.inWords(Reason.INVALID, "name", problem);
        });
        Holder holder = holder(who, wish.namespace());
        RepoName name = RepoName.of(filed(holder, wish.namespace()), wish.name());
        return make(who, holder, name, wish, Optional.empty(), onDisk);
    }

    /** Whose a new repository of a namespace is. */
    private Holder holder(Identity who, String namespace) {
        if (namespace.isEmpty() || namespace.equalsIgnoreCase(who.name())) {
            return new Holder(who.userId(), 0, who.name());
        }
        return groups.find(namespace)
                .filter(group -> groups.mayRun(who, group.id()))
                .map(Holder::of)
                .orElseThrow(() -> Refusal.invalid("namespace", "repos.namespace", who.name()));
    }

    /** A group's name as the group writes it. */
    private static String filed(Holder holder, String namespace) {
        return holder.isGroup() ? holder.name() : namespace;
    }

    /** Makes the files first: that can take long, and nobody sees them before the row is there. */
    private Repo make(
            Identity who, Holder holder, RepoName name, NewRepo wish, Optional<Repo> parent, LongConsumer onDisk) {
        if (repos.exists(name)) {
            throw taken(name);
        }
        long id = database.read(table::nextId);
        Gate.Entry made = new Gate.Entry(id, name, wish.isPrivate(), Level.ADMIN);
        try {
            onDisk.accept(id);
            database.change(transaction -> {
                parent.ifPresent(original -> repos.hold(transaction, original.id()));
                table.insert(transaction.handle(), made, holder, parent.map(Repo::id), wish, clock.instant());
                parent.ifPresentOrElse(
                        original -> forkNews.made(transaction, who, original, made),
                        () -> events.record(transaction, Draft.of("created", who, made, Map.of())));
            });
            return repos.find(id).orElseThrow();
        } catch (RuntimeException e) {
            git.delete(id);
            throw e instanceof AlreadyThere ? taken(name) : e;
        }
    }

    private static RuntimeException taken(RepoName name) {
        return name.isFork()
                ? new Refusal(Reason.CONFLICT, "repos.fork-there", name)
                : Refusal.invalid("name", "repos.there", name);
    }
}
