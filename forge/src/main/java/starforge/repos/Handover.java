package starforge.repos;

import java.time.Clock;
import java.util.Map;
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
import starforge.groups.Groups;

/** Gives repositories into other hands, and lays them aside. */
public final class Handover {
    private final Repos repos;
    private final Database database;
    private final Events events;
    private final Audit audit;
    private final Groups groups;
    private final RepoTable table = new RepoTable();
    private final CollaboratorTable people = new CollaboratorTable();

    public Handover(Repos repos, Database database, Events events, Clock clock) {
        this.repos = repos;
        this.database = database;
        this.events = events;
        this.audit = new Audit(database, clock);
        this.groups = new Groups(database, events, clock);
    }

    /**
     * Gives a repository to somebody else, or to a group of which the giver is an owner. What is filed under the old owner's
     * name moves under the new one's, and to a group everything does; the collaborators stay. The old owner may do no more with
     * it than anybody else.
     *
     * @return its name from now on
     * @throws Refusal FORBIDDEN for all but the owner, owners of its group and those who run the forge; INVALID at
     *     {@code new_owner}
     */
    public RepoName transfer(Identity who, Gate.Entry entry, Holder to) {
        Repo repo = repos.get(entry);
        requireOwner(who, repo);
        if (to.has(repo)) {
            throw Refusal.invalid("new_owner", "transfer.same", to.name());
        }
        if (to.isGroup()) {
            checkGroup(who, repo, to);
        }
        RepoName name = under(repo, to);
        database.change(transaction -> move(transaction, who, repo, name, to));
        return name;
    }

    /** Says whether somebody may give a repository away: who owns it, alone or with a group, and who runs the forge. */
    boolean mayGive(Identity who, Repo repo) {
        return who.admin() || (repo.isOfGroup() ? groups.mayRun(who, repo.groupId()) : who.userId() == repo.ownerId());
    }

    private void requireOwner(Identity who, Repo repo) {
        if (!mayGive(who, repo)) {
            throw new Refusal(Reason.FORBIDDEN, "transfer.owner-only", repo.owner());
        }
    }

    private void checkGroup(Identity who, Repo repo, Holder to) {
        if (repo.name().isFork()) {
            throw Refusal.invalid("new_owner", "transfer.no-fork", to.name());
        }
        if (!groups.mayRun(who, to.groupId())) {
            throw Refusal.invalid("new_owner", "groups.owners-only", to.name());
        }
    }

    private static RepoName under(Repo repo, Holder to) {
        RepoName old = repo.name();
        boolean filed = to.isGroup() || old.namespace().equalsIgnoreCase(repo.owner());
        return old.isFork()
                ? new RepoName(to.name(), old.namespace(), old.name())
                : new RepoName("", filed ? to.name() : old.namespace(), old.name());
    }

    private void move(Transaction transaction, Identity who, Repo repo, RepoName name, Holder to) {
        if (!table.hold(transaction.handle(), repo.id())) {
            throw Refusal.notFound();
        }
        boolean taken = table.find(transaction.handle(), Repos.key(name))
                .filter(other -> other.id() != repo.id())
                .isPresent();
        if (taken) {
            throw Refusal.invalid("new_owner", "transfer.taken", to.name(), name.name());
        }
        table.rename(transaction.handle(), repo.id(), name);
        table.give(transaction.handle(), repo.id(), to);
        people.remove(transaction.handle(), repo.id(), to.userId());
        Gate.Entry moved =
                table.find(transaction.handle(), repo.id()).orElseThrow().entry(Level.ADMIN);
        if (!name.equals(repo.name())) {
            Map<String, Object> data = Map.of("from", repo.name().toString(), "to", name.toString());
            events.record(transaction, Draft.of("renamed", who, moved, data));
        }
        repos.tellRights(transaction, who, moved);
        audit.note(transaction, who.name(), "transferred", repo.name().toString(), to.name());
    }

    /** Makes a repository read only, or opens it again. */
    public void archive(Identity who, Gate.Entry entry, boolean archived) {
        database.change(transaction -> {
            table.archive(transaction.handle(), entry.id(), archived);
            events.record(transaction, Draft.rights(who, entry));
            String what = archived ? "archived" : "reopened";
            audit.note(transaction, who.name(), what, entry.name().toString(), "");
        });
    }
}
