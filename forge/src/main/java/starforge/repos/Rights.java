package starforge.repos;

import starforge.access.Identity;
import starforge.access.Level;
import starforge.db.Database;

/** The rule that says what somebody may do with a repository. */
final class Rights {
    private final Database database;
    private final RepoTable table = new RepoTable();
    private final CollaboratorTable people = new CollaboratorTable();

    Rights(Database database) {
        this.database = database;
    }

    /** The most that owning, helping, a group or passing by gives, and never more than the asker's token holds. */
    Level level(Identity who, Repo repo) {
        if (who.onlyRepo() > 0) {
            return who.onlyRepo() == repo.id() && !isShut(repo.ownerId(), repo) ? who.most() : Level.NONE;
        }
        if (!who.admin() && isShut(who.userId(), repo)) {
            return Level.NONE;
        }
        Level granted = repo.isHidden() ? Level.NONE : Level.READ;
        if (!who.isAnonymous()) {
            Level asHelper = database.read(handle -> people.level(handle, repo.id(), who.userId()));
            granted = who.admin() || repo.ownerId() == who.userId()
                    ? Level.ADMIN
                    : asHelper.includes(granted) ? asHelper : granted;
        }
        return granted.includes(who.most()) ? who.most() : granted;
    }

    /** Says whether a private fork is closed to a user because the private repository that it comes from is. */
    private boolean isShut(long userId, Repo repo) {
        return repo.isPrivate()
                && database.read(handle -> table.origin(handle, repo.id())
                        .filter(Repo::isPrivate)
                        .filter(origin -> origin.ownerId() != userId)
                        .filter(origin -> people.level(handle, origin.id(), userId) == Level.NONE)
                        .isPresent());
    }
}
