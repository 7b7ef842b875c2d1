package starforge.signin;

import java.util.Optional;
import java.util.function.Supplier;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Secrets;

/**
 * The way to the first administrator: a key printed where the forge is started without any account, good once and only while
 * there is no administrator. There is no default password.
 */
public final class SetUpLink {
    private final Users users;
    private final String key;
    private boolean open;

    /** Opens a link when there are no accounts yet. */
    public SetUpLink(Users users, Secrets secrets) {
        this.users = users;
        this.key = secrets.fresh();
        this.open = users.none();
    }

    /** The path to open in a browser; empty when there is an administrator to ask. */
    public synchronized Optional<String> path() {
        return open ? Optional.of("/register?setup=" + key) : Optional.empty();
    }

    synchronized boolean fits(String given) {
        return open && Secrets.same(given, key) && !users.hasAdmin();
    }

    /** Makes the administrator; two who come at once with the same link get one account. */
    synchronized User use(String given, Supplier<User> making) {
        if (!fits(given)) {
            throw new Refusal(Reason.FORBIDDEN, "signin.link-used");
        }
        User admin = making.get();
        open = false;
        return admin;
    }
}
