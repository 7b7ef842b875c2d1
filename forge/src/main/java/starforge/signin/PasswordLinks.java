package starforge.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Secrets;

/**
 * Links by which somebody who lost a password chooses a new one: made by an administrator, good once and for a day, the last
 * one alone. The database knows only their hash.
 */
public final class PasswordLinks {
    private static final Duration GOOD_FOR = Duration.ofHours(24);

    private final Users users;
    private final PasswordChange passwords;
    private final Database database;
    private final Secrets secrets;
    private final Clock clock;
    private final PasswordLinkTable table = new PasswordLinkTable();

    public PasswordLinks(Users users, PasswordChange passwords, Database database, Secrets secrets, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Makes a link, and ends those made before.
     *
     * @return its path on this server
     */
    public String make(Transaction transaction, User user) {
        String key = secrets.fresh();
        table.deleteOf(transaction.handle(), user.id());
        table.insert(
                transaction.handle(),
                Secrets.hash(key),
                user.id(),
                clock.instant().plus(GOOD_FOR));
        return "/password/reset/" + key;
    }

    /** The account that a link is for; empty when it is used, too old or never was, or the account is blocked. */
    Optional<User> userOf(String key) {
        return database.read(handle -> table.find(handle, Secrets.hash(key), clock.instant()))
                .flatMap(users::find)
                .filter(user -> !user.blocked());
    }

    /**
     * Sets a password by a link, which is used up then.
     *
     * @throws Refusal NOT_FOUND when the link is no good (any more); INVALID at {@code password}
     */
    User use(String key, String password) {
        User user = userOf(key).orElseThrow(PasswordLinks::noGood);
        users.newPassword(password);
        boolean mine = database.write(transaction -> table.delete(transaction.handle(), Secrets.hash(key)));
        if (!mine) {
            throw noGood();
        }
        passwords.change(user, password, "");
        return user;
    }

    static Refusal noGood() {
        return new Refusal(Reason.NOT_FOUND, "reset.no-good");
    }
}
