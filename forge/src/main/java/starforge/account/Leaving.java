package starforge.account;

import java.time.Clock;
import java.util.List;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.audit.Audit;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.groups.Groups;
import starforge.repos.Listing;
import starforge.repos.Repo;
import starforge.repos.Repos;
import starforge.stars.Stars;
import starforge.users.User;
import starforge.users.Users;

/** Deletes accounts, with all that is theirs alone: sign-ins, tokens, keys and stars. */
public final class Leaving {
    private static final int BATCH = 100;

    private final Users users;
    private final Repos repos;
    private final Stars stars;
    private final Groups groups;
    private final Database database;
    private final Events events;
    private final Audit audit;

    public Leaving(
            Users users, Repos repos, Stars stars, Groups groups, Database database, Events events, Clock clock) {
        this.users = users;
        this.repos = repos;
        this.stars = stars;
        this.groups = groups;
        this.database = database;
        this.events = events;
        this.audit = new Audit(database, clock);
    }

    /**
     * Deletes an account.
     *
     * @throws Refusal CONFLICT while it owns repositories or is the last owner of a group, or when it is the last administrator
     */
    public void delete(Identity who, User user) {
        database.change(transaction -> requireNothingOwned(transaction, user));
        users.requireAnotherAdmin(user);
        takeBackStars(user);
        database.change(transaction -> {
            requireNothingOwned(transaction, user);
            users.delete(transaction, user);
            events.record(transaction, Draft.rights(user.name()));
            audit.note(transaction, who.name(), "user-deleted", user.name(), "");
        });
    }

    private void requireNothingOwned(Transaction transaction, User user) {
        if (repos.ownsAny(transaction, user.id())) {
            throw new Refusal(Reason.CONFLICT, "leaving.owns", user.name());
        }
        groups.heldAlone(transaction, user.id()).ifPresent(group -> {
            throw new Refusal(Reason.CONFLICT, "groups.last-owner", user.name(), group);
        });
    }

    /** One by one, so that each count is told; also those of repositories that the user sees no longer. */
    private void takeBackStars(User user) {
        Identity seesAll = new Identity(user.id(), user.name(), true, Level.ADMIN);
        Listing listing = Listing.starredBy(user.id(), Listing.Sort.STARRED, 0, BATCH);
        for (List<Repo> some = repos.list(seesAll, listing); !some.isEmpty(); some = repos.list(seesAll, listing)) {
            some.forEach(repo -> stars.unstar(seesAll, repo.entry(Level.READ)));
        }
    }
}
