package starforge.users;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.access.RepoName;
import starforge.db.AlreadyThere;
import starforge.db.Database;
import starforge.db.Transaction;

/** Makes and finds accounts, and keeps their rules. */
public final class Users {
    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");
    private static final Pattern ASCII = Pattern.compile("[!-~]*");
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 1000;

    private final Database database;
    private final Passwords passwords;
    private final Clock clock;
    private final UserTable table = new UserTable();

    public Users(Database database, Passwords passwords, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Finds an account by its name, in any case. */
    public Optional<User> find(String name) {
        // Other alphabets have letters whose small form is one of ours, as the sign of the Kelvin has k.
        return ASCII.matcher(name).matches()
                ? database.read(handle -> table.find(handle, key(name)))
                : Optional.empty();
    }

    /** Finds an account, for those who named it. A refusal NOT_FOUND when there is none. */
    public User get(String name) {
        return find(name).orElseThrow(() -> new Refusal(Reason.NOT_FOUND, "users.none", name));
    }

    /** Finds an account for the page about it; one that is blocked is there for administrators alone. A refusal NOT_FOUND when there is none. */
    public User shown(Identity reader, String name) {
        User user = get(name);
        if (user.blocked() && !reader.admin()) {
            throw new Refusal(Reason.NOT_FOUND, "users.none", name);
        }
        return user;
    }

    public Optional<User> find(long id) {
        return database.read(handle -> table.find(handle, id));
    }

    public boolean none() {
        return count() == 0;
    }

    public boolean hasAdmin() {
        return database.read(table::hasAdmin);
    }

    public int count() {
        return database.read(table::count);
    }

    /** A page of the accounts whose names contain a text, by name, without those that are blocked. */
    public List<User> search(String text, int offset, int limit) {
        return database.read(handle -> table.search(handle, key(text), offset, limit));
    }

    /** How many accounts' names contain a text, without those that are blocked. */
    public int searched(String text) {
        return database.read(handle -> table.searched(handle, key(text)));
    }

    /**
     * Makes an account.
     *
     * @throws Refusal INVALID, at the field {@code username}, {@code email} or {@code password}
     */
    public User add(String name, String email, String password, boolean admin) {
        check(name, email, password);
        String stored = passwords.store(password);
        try {
            return database.write(transaction -> {
                refuseTaken(transaction, name, email);
                return table.insert(
                        transaction.handle(), name, key(name), email, key(email), stored, admin, clock.instant());
            });
        } catch (AlreadyThere e) {
            throw Refusal.invalid("username", "users.just-taken");
        }
    }

    private static void check(String name, String email, String password) {
        RepoName.problem(name).ifPresent(problem -> {
            throw Refusal.inWords(Reason.INVALID, "username", problem);
        });
        checkMail(email);
        checkPassword(password);
    }

    private static void checkMail(String email) {
        if (!MAIL.matcher(email).matches()) {
            throw Refusal.invalid("email", "users.no-mail");
        }
    }

    private static void checkPassword(String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw Refusal.invalid("password", "users.password-short", SHORTEST_PASSWORD);
        }
        if (password.length() > LONGEST_PASSWORD) {
            throw Refusal.invalid("password", "users.password-long", String.valueOf(LONGEST_PASSWORD));
        }
    }

    private void refuseTaken(Transaction transaction, String name, String email) {
        if (table.find(transaction.handle(), key(name)).isPresent() || table.isGroup(transaction.handle(), key(name))) {
            throw Refusal.invalid("username", "users.taken", name);
        }
        if (table.hasMail(transaction.handle(), key(email))) {
            throw Refusal.invalid("email", "users.mail-taken");
        }
    }

    /**
     * Checks a new password and gives what to store of it. Slow on purpose, so not for a transaction.
     *
     * @throws Refusal INVALID at the field {@code password}
     */
    public String newPassword(String password) {
        checkPassword(password);
        return passwords.store(password);
    }

    /** Changes a password to what {@link #newPassword} gave. The caller ends what the old one opened. */
    public void setPassword(Transaction transaction, User user, String stored) {
        table.setPassword(transaction.handle(), user.id(), stored);
    }

    /** Checks a password; takes the same time for a name that does not exist. */
    public Optional<User> withPassword(String name, String password) {
        Optional<User> user = find(name);
        if (user.isEmpty()) {
            passwords.pretend(password);
        }
        return user.filter(found -> passwords.fits(password, found.password()));
    }

    /** A page of the accounts whose name or mail address contains a text; for those who run the forge. */
    public List<User> page(String text, int offset, int limit) {
        return database.read(handle -> table.page(handle, key(text), offset, limit));
    }

    public int count(String text) {
        return database.read(handle -> table.count(handle, key(text)));
    }

    /** Changes what somebody says of themselves. */
    public void setProfile(User user, Profile profile) {
        database.change(transaction -> table.setProfile(transaction.handle(), user.id(), profile));
    }

    /**
     * Changes a mail address; whoever calls has asked for the password.
     *
     * @throws Refusal INVALID at {@code email}
     */
    public void setEmail(User user, String email) {
        checkMail(email);
        if (key(email).equals(key(user.email()))) {
            database.change(transaction -> table.setEmail(transaction.handle(), user.id(), email, key(email)));
            return;
        }
        try {
            database.change(transaction -> {
                if (table.hasMail(transaction.handle(), key(email))) {
                    throw Refusal.invalid("email", "users.mail-taken");
                }
                table.setEmail(transaction.handle(), user.id(), email, key(email));
            });
        } catch (AlreadyThere e) {
            throw Refusal.invalid("email", "users.mail-taken");
        }
    }

    /** Lets somebody enter no longer, or again. The caller ends what is open. The last administrator stays. */
    public void setBlocked(Transaction transaction, User user, boolean blocked) {
        if (blocked) {
            keepAnAdmin(transaction, user);
        }
        table.setBlocked(transaction.handle(), user.id(), blocked);
    }

    /** Lets somebody run the forge, or no longer. The last administrator stays one. */
    public void setAdmin(Transaction transaction, User user, boolean admin) {
        if (!admin) {
            keepAnAdmin(transaction, user);
        }
        table.setAdmin(transaction.handle(), user.id(), admin);
    }

    /** Deletes an account; whoever calls has made sure that it owns nothing. The last administrator stays. */
    public void delete(Transaction transaction, User user) {
        keepAnAdmin(transaction, user);
        table.delete(transaction.handle(), user.id());
    }

    /** A refusal CONFLICT when an account is the last administrator's. */
    public void requireAnotherAdmin(User user) {
        database.change(transaction -> keepAnAdmin(transaction, user));
    }

    private void keepAnAdmin(Transaction transaction, User user) {
        boolean isAdmin =
                table.find(transaction.handle(), user.id()).filter(User::admin).isPresent();
        if (isAdmin && table.otherAdmins(transaction.handle(), user.id()) == 0) {
            throw new Refusal(Reason.CONFLICT, "users.last-admin", user.name());
        }
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
