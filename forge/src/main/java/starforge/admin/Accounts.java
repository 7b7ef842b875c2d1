package starforge.admin;

import java.time.Clock;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.audit.Audit;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.repos.Repos;
import starforge.signin.PasswordLinks;
import starforge.signin.Registration;
import starforge.stars.Stars;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Sessions;

/** What administrators do to accounts. Each deed is in the log, and who is watching is asked again at once. */
public final class Accounts {
    private final Users users;
    private final Stars stars;
    private final Repos repos;
    private final Sessions sessions;
    private final PasswordLinks links;
    private final Registration registration;
    private final Database database;
    private final Events events;
    private final Audit audit;

    public Accounts(
            Users users,
            Stars stars,
            Repos repos,
            Sessions sessions,
            PasswordLinks links,
            Registration registration,
            Database database,
            Events events,
            Clock clock) {
        this.users = users;
        this.stars = stars;
        this.repos = repos;
        this.sessions = sessions;
        this.links = links;
        this.registration = registration;
        this.database = database;
        this.events = events;
        this.audit = new Audit(database, clock);
    }

    /**
     * Keeps somebody out of everything from now on: pages, Git, tokens, keys and what is open already. Their stars count no more,
     * and what they own is hidden from all but those who were let at it.
     */
    public void block(Identity who, User user) {
        refuseSelf(who, user);
        database.change(transaction -> {
            users.setBlocked(transaction, user, true);
            stars.recount(transaction, user);
            repos.hide(transaction, who, user);
            sessions.endAll(transaction, user.id(), "");
            note(transaction, who, "blocked", user);
        });
    }

    /** Lets somebody in again, with the password, tokens and keys of before. */
    public void unblock(Identity who, User user) {
        database.change(transaction -> {
            users.setBlocked(transaction, user, false);
            stars.recount(transaction, user);
            repos.hide(transaction, who, user);
            note(transaction, who, "unblocked", user);
        });
    }

    /**
     * Lets somebody run the forge, or no longer.
     *
     * @throws Refusal CONFLICT for the last administrator
     */
    public void admin(Identity who, User user, boolean admin) {
        database.change(transaction -> {
            users.setAdmin(transaction, user, admin);
            note(transaction, who, admin ? "made-admin" : "no-admin", user);
        });
    }

    /** Makes a one-time link to a new password; gives its path. */
    public String resetLink(Identity who, User user) {
        return database.write(transaction -> {
            note(transaction, who, "reset-link", user);
            return links.make(transaction, user);
        });
    }

    private static void refuseSelf(Identity who, User user) {
        if (who.userId() == user.id()) {
            throw new Refusal(Reason.CONFLICT, "admin.not-yourself");
        }
    }

    private void note(Transaction transaction, Identity who, String what, User user) {
        events.record(transaction, Draft.rights(user.name()));
        audit.note(transaction, who.name(), what, user.name(), "");
    }

    boolean isRegistrationOpen() {
        return registration.isOpen();
    }

    /** Lets everybody make an account, or nobody. */
    public void registration(Identity who, boolean open) {
        database.change(transaction -> {
            registration.set(transaction, open);
            audit.note(transaction, who.name(), open ? "registration-open" : "registration-closed", "", "");
        });
    }
}
