package starforge.signin;

import starforge.db.Database;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Sessions;

/** Changes a password, and with it ends what the old one opened. */
public final class PasswordChange {
    private final Users users;
    private final Sessions sessions;
    private final Database database;
    private final Events events;
    private final PasswordLinkTable links = new PasswordLinkTable();

    public PasswordChange(Users users, Sessions sessions, Database database, Events events) {
        this.users = users;
        this.sessions = sessions;
        this.database = database;
        this.events = events;
    }

    /**
     * Sets a new password, signs the user out everywhere else and ends a link to choose one.
     *
     * @param exceptKey the session that stays, or ""
     */
    public void change(User user, String password, String exceptKey) {
        String stored = users.newPassword(password);
        database.change(transaction -> {
            users.setPassword(transaction, user, stored);
            links.deleteOf(transaction.handle(), user.id());
            sessions.endAll(transaction, user.id(), exceptKey);
            events.record(transaction, Draft.rights(user.name()));
        });
    }

    /** Ends all sign-ins but one. */
    public void signOutElsewhere(long userId, String name, String exceptKey) {
        database.change(transaction -> {
            sessions.endAll(transaction, userId, exceptKey);
            events.record(transaction, Draft.rights(name));
        });
    }
}
