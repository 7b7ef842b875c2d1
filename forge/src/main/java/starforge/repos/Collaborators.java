package starforge.repos;

import java.time.Clock;
import java.util.List;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.audit.Audit;
import starforge.db.Database;
import starforge.users.User;

/** Who was let at a repository, beside its owner and the people of its group. */
public final class Collaborators {
    private final Repos repos;
    private final Database database;
    private final Audit audit;
    private final CollaboratorTable table = new CollaboratorTable();

    public Collaborators(Repos repos, Database database, Clock clock) {
        this.repos = repos;
        this.database = database;
        this.audit = new Audit(database, clock);
    }

    /** Those who were let, by name. */
    public List<Collaborator> of(Gate.Entry entry) {
        return database.read(handle -> table.of(handle, entry.id()));
    }

    /**
     * Lets somebody do more, or less: NONE takes it all away.
     *
     * @throws Refusal INVALID at {@code user} for the owner, who may do everything
     */
    public void let(Identity who, Gate.Entry entry, User user, Level level) {
        if (user.id() == repos.get(entry).ownerId()) {
            throw Refusal.invalid("user", "repo-people.owner", user.name());
        }
        database.change(transaction -> {
            repos.hold(transaction, entry.id());
            if (level == Level.NONE) {
                table.remove(transaction.handle(), entry.id(), user.id());
            } else {
                table.set(transaction.handle(), entry.id(), user.id(), level);
            }
            repos.tellRights(transaction, who, entry);
            String what = level == Level.NONE ? "removed" : "let-" + level.word();
            audit.note(transaction, who.name(), what, entry.name().toString(), user.name());
        });
    }
}
