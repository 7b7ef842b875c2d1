package starforge.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import starforge.access.Authenticator;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.bus.Counts;
import starforge.tokens.Tokens;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Secrets;

/** Checks names with passwords and tokens, for the sign-in form and for Git alike. */
public final class SignIn implements Authenticator {
    private final Users users;
    private final Tokens tokens;
    private final Throttle throttle;
    /** One try for a name after the other from one address: many at once count as many in a row. */
    private final List<Lock> turns =
            Stream.<Lock>generate(ReentrantLock::new).limit(64).toList();
    /**
     * Git asks several times for each push, and Argon2 is slow on purpose. The key holds the stored hash, so a changed
     * password is asked for at once; nothing here tells a password.
     */
    private final Cache<String, Boolean> recent = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(2))
            .maximumSize(10_000)
            .build();

    /**
     * Checks by what is known here.
     *
     * @param wrong counts wrong tries, with the other processes of the forge when there are any
     */
    public SignIn(Users users, Tokens tokens, Counts wrong) {
        this.users = users;
        this.tokens = tokens;
        this.throttle = new Throttle(wrong);
    }

    @Override
    public Identity authenticate(String name, String secret, String remote) {
        Optional<Identity> byToken = tokens.identify(secret);
        if (byToken.isPresent()) {
            return byToken.get();
        }
        throttle.check(name, remote);
        Optional<User> known = users.find(name)
                .filter(user -> !user.blocked())
                .filter(user -> recent.getIfPresent(proof(user, secret)) != null);
        if (known.isPresent()) {
            return known.get().identity();
        }
        User user = withPassword(name, secret, remote);
        recent.put(proof(user, secret), true);
        return user.identity();
    }

    /**
     * Checks a password for the form.
     *
     * @throws Refusal LOGIN when it does not fit or there is no such name; TOO_MANY after too many wrong tries
     */
    public User withPassword(String name, String password, String remote) {
        Lock turn = turn(name, remote);
        turn.lock();
        try {
            return inTurn(name, password, remote);
        } finally {
            turn.unlock();
        }
    }

    private Lock turn(String name, String remote) {
        return turns.get(Math.floorMod((remote + " " + name.toLowerCase(Locale.ROOT)).hashCode(), turns.size()));
    }

    private User inTurn(String name, String password, String remote) {
        throttle.check(name, remote);
        Optional<User> user = users.withPassword(name, password);
        if (user.isEmpty()) {
            throttle.wrong(name, remote);
            throw new Refusal(Reason.LOGIN, "signin.no");
        }
        throttle.right(name, remote);
        if (user.get().blocked()) {
            throw new Refusal(Reason.LOGIN, "signin.blocked");
        }
        return user.get();
    }

    private static String proof(User user, String secret) {
        return Secrets.hash(user.password() + " " + secret);
    }
}
