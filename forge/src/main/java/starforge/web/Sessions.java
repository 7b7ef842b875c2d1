package starforge.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import starforge.db.Database;
import starforge.db.Transaction;

/** Sign-ins, kept on the server; the browser holds a random key only, the database only its hash. */
public final class Sessions {
    /** A session that is not used for so long has ended. */
    public static final Duration IDLE = Duration.ofDays(30);

    private static final int LONGEST_AGENT = 300;
    private static final Duration NOTED = Duration.ofMinutes(5);

    private final Database database;
    private final SessionTable table = new SessionTable();
    private final Secrets secrets;
    private final Clock clock;

    public Sessions(Database database, Secrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Finds the session of a cookie.
     *
     * @param cookie the cookie's value; anything at all
     */
    public Optional<Session> of(String cookie) {
        return cookie.isEmpty() ? Optional.empty() : byKey(Secrets.hash(cookie)).map(this::noted);
    }

    /** Finds a session by its stored key, to ask whether it still lives. */
    public Optional<Session> byKey(String key) {
        Instant since = clock.instant().minus(IDLE);
        return database.read(handle -> table.find(handle, key, since));
    }

    private Session noted(Session session) {
        Instant now = clock.instant();
        if (session.seenAt().isBefore(now.minus(NOTED))) {
            database.change(transaction -> {
                transaction.accounted();
                table.seen(transaction.handle(), session.key(), now);
            });
        }
        return session;
    }

    /**
     * Begins a session, always with a new key.
     *
     * @param agent what the browser calls itself, for its owner to know it again
     * @param remote its network address, likewise
     * @return the value for the cookie
     */
    public String begin(Transaction transaction, long userId, String agent, String remote) {
        String cookie = secrets.fresh();
        transaction.accounted();
        table.deleteUnused(transaction.handle(), clock.instant().minus(IDLE));
        String known = agent.substring(0, Math.min(agent.length(), LONGEST_AGENT));
        table.insert(transaction.handle(), Secrets.hash(cookie), userId, known, remote, clock.instant());
        return cookie;
    }

    public void end(Transaction transaction, String key) {
        table.delete(transaction.handle(), key);
    }

    /** Where somebody is signed in, the one used last first. */
    public List<SignedIn> of(long userId) {
        Instant since = clock.instant().minus(IDLE);
        return database.read(handle -> table.of(handle, userId, since));
    }

    /** Ends one session of a user by its number; says whether there was one. */
    public boolean end(Transaction transaction, long userId, long id) {
        return table.delete(transaction.handle(), userId, id);
    }

    /** Ends all sessions of a user but one; "" ends every one. */
    public void endAll(Transaction transaction, long userId, String exceptKey) {
        table.deleteAll(transaction.handle(), userId, exceptKey);
    }
}
