package starforge.repos;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.access.RepoName;
import starforge.audit.Audit;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.git.Repositories;
import starforge.groups.Group;
import starforge.groups.Groups;
import starforge.users.User;
import starforge.users.WebAddress;

/** Finds, changes and deletes repositories, and is the gate that all of them stand behind. */
public final class Repos implements Gate {
    private final Database database;
    private final Events events;
    private final Repositories git;
    private final Clock clock;
    private final Audit audit;
    private final Groups groups;
    private final Rights rights;
    private final ForkNews forkNews;
    private final RepoTable table = new RepoTable();
    private final List<LongConsumer> gone = new CopyOnWriteArrayList<>();

    public Repos(Database database, Events events, Repositories git, Clock clock) {
        this.database = database;
        this.events = events;
        this.git = git;
        this.clock = clock;
        this.audit = new Audit(database, clock);
        this.groups = new Groups(database, events, clock);
        this.rights = new Rights(database);
        this.forkNews = new ForkNews(events);
    }

    /** Says what to do after a repository is deleted, by its number. */
    public void onDeleted(LongConsumer step) {
        gone.add(step);
    }

    @Override
    public Entry require(Identity who, RepoName name, Level needed) {
        Repo repo = named(name).orElseThrow(Refusal::notFound);
        Level level = rights.level(who, repo);
        if (level == Level.NONE) {
            throw Refusal.notFound();
        }
        if (!level.includes(needed)) {
            throw who.isAnonymous() ? new Refusal(Reason.LOGIN, "repos.sign-in") : lacking(repo, needed);
        }
        if (needed == Level.WRITE && repo.archived()) {
            throw new Refusal(Reason.FORBIDDEN, "repos.archived", repo.name());
        }
        return repo.entry(level);
    }

    /** The one of that name or, when nobody has it now, the one that had it last. */
    private Optional<Repo> named(RepoName name) {
        return database.read(handle -> table.find(handle, key(name)).or(() -> table.formerly(handle, key(name))));
    }

    private static Refusal lacking(Repo repo, Level needed) {
        String key = needed == Level.ADMIN ? "repos.only-admins" : "repos.only-writers";
        return new Refusal(Reason.FORBIDDEN, key, repo.name(), repo.owner());
    }

    @Override
    public Level level(Identity who, long repoId) {
        return find(repoId).map(repo -> rights.level(who, repo)).orElse(Level.NONE);
    }

    @Override
    public Set<Long> readable(Identity who, Set<Long> repoIds) {
        return seen(who, repoIds).keySet();
    }

    /** Says whether a name is in use, whoever may see it. */
    public boolean exists(RepoName name) {
        return database.read(handle -> table.find(handle, key(name))).isPresent();
    }

    /** Finds a repository by number, whoever asks. */
    public Optional<Repo> find(long id) {
        return database.read(handle -> table.find(handle, id));
    }

    /** The repository behind an entry that the gate gave. */
    public Repo get(Entry entry) {
        return find(entry.id()).orElseThrow(Refusal::notFound);
    }

    /** Those of a listing that the asker may see. */
    public List<Repo> list(Identity who, Listing listing) {
        return database.read(handle -> table.list(handle, who, listing));
    }

    /** Those of some numbers that the asker may see, by their numbers. */
    public Map<Long, Repo> seen(Identity who, Set<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : list(who, Listing.numbered(ids, ids.size())).stream()
                        .collect(Collectors.toMap(Repo::id, Function.identity()));
    }

    public int count(Identity who, Listing listing) {
        return database.read(handle -> table.count(handle, who, listing));
    }

    /** Numbers of all, those pushed to last first, whoever may see them. */
    public List<Long> ids() {
        return database.read(table::ids);
    }

    /** How many there are, whoever may see them. */
    public long total() {
        return database.read(table::total);
    }

    /** The group of a name, if there is one. */
    Optional<Group> group(String name) {
        return groups.find(name);
    }

    /**
     * Changes description, web address and visibility. Those who may not see it any longer lose it at once. Forks that were
     * made while everybody could see it stand for themselves once it is private.
     *
     * @throws Refusal INVALID at {@code private} for a fork of what is private, when it should be public
     */
    public void describe(Identity who, Entry entry, String description, String website, boolean isPrivate) {
        NewRepo.checkDescription(description);
        String address = WebAddress.typed("website", website);
        database.change(transaction -> {
            hold(transaction, entry.id());
            boolean wasPrivate =
                    table.find(transaction.handle(), entry.id()).orElseThrow().isPrivate();
            if (wasPrivate && !isPrivate) {
                refuseUnderPrivate(transaction, entry);
            }
            table.describe(transaction.handle(), entry.id(), description.strip(), address, isPrivate);
            if (isPrivate != wasPrivate) {
                tellRights(transaction, who, entry);
                forkNews.shown(transaction, who, entry.id());
                note(transaction, who, isPrivate ? "made-private" : "made-public", entry, "");
            }
            if (isPrivate && !wasPrivate) {
                table.letGo(transaction.handle(), entry.id());
            }
        });
    }

    private void refuseUnderPrivate(Transaction transaction, Entry entry) {
        table.origin(transaction.handle(), entry.id()).filter(Repo::isPrivate).ifPresent(origin -> {
            throw Refusal.invalid("private", "repos.fork-private", origin.name());
        });
    }

    /** Says that rights changed here, and with them those at the private forks that stand under its rules. */
    void tellRights(Transaction transaction, Identity who, Entry entry) {
        events.record(transaction, Draft.rights(who, entry));
        for (Repo fork : table.guarded(transaction.handle(), entry.id())) {
            events.record(transaction, Draft.rights(who, fork.entry(Level.READ)));
        }
    }

    private void note(Transaction transaction, Identity who, String what, Entry entry, String detail) {
        audit.note(transaction, who.name(), what, entry.name().toString(), detail);
    }

    /** Gives another last name; everything else stays. */
    public RepoName rename(Identity who, Entry entry, String newName) {
        RepoName.problem(newName).ifPresent(problem -> {
            throw Refusal.inWords(Reason.INVALID, "new_name", problem);
        });
        RepoName old = entry.name();
        RepoName name = new RepoName(old.forkOwner(), old.namespace(), newName);
        Entry renamed = new Entry(entry.id(), name, entry.isHidden(), entry.level());
        database.change(transaction -> {
            hold(transaction, entry.id());
            if (table.find(transaction.handle(), key(name))
                    .filter(other -> other.id() != entry.id())
                    .isPresent()) {
                throw Refusal.invalid("new_name", "repos.there", name);
            }
            table.rename(transaction.handle(), entry.id(), name);
            Map<String, Object> data = Map.of("from", old.toString(), "to", name.toString());
            events.record(transaction, Draft.of("renamed", who, renamed, data));
            note(transaction, who, "renamed", entry, name.toString());
        });
        return name;
    }

    /** Deletes a repository with all that hangs on it. Its forks live on. */
    public void delete(Identity who, Entry entry) {
        Repo repo = get(entry);
        database.change(transaction -> {
            hold(transaction, entry.id());
            events.record(transaction, Draft.of("deleted", who, entry, Map.of()));
            note(transaction, who, "repo-deleted", entry, "");
            table.delete(transaction.handle(), entry.id());
            forkNews.gone(transaction, who, repo.parentId());
            transaction.afterCommit(() -> git.delete(entry.id()));
            gone.forEach(step -> transaction.afterCommit(() -> step.accept(entry.id())));
        });
    }

    /**
     * Hides what belongs to somebody within the change that blocks them, or shows it again within the one that lets them in.
     * Those who were let at it, and who runs the forge, see it all the while; others lose it at once. Counts of forks follow.
     */
    public void hide(Transaction transaction, Identity who, User owner) {
        for (Repo repo : table.ownedBy(transaction.handle(), owner.id())) {
            table.hide(transaction.handle(), repo.id());
            tellRights(transaction, who, repo.entry(Level.READ));
            forkNews.withheld(transaction, repo.parentId());
        }
    }

    /** Lets no other change at a repository in until this one has ended; a refusal NOT_FOUND when it is gone. */
    void hold(Transaction transaction, long id) {
        if (!table.hold(transaction.handle(), id)) {
            throw Refusal.notFound();
        }
    }

    /** Says whether somebody owns any repository, asked within a change that must not go on if so. */
    public boolean ownsAny(Transaction transaction, long userId) {
        return table.ownsAny(transaction.handle(), userId);
    }

    /** Notes that something was pushed. */
    void pushed(Transaction transaction, long repoId) {
        table.pushed(transaction.handle(), repoId, clock.instant());
    }

    static String key(RepoName name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
