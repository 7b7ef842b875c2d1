package starforge.tokens;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Secrets;

/** Makes, finds and revokes tokens. */
public final class Tokens {
    /** What every token begins with, so that scanners and people know one when they see it. */
    public static final String PREFIX = "sft_";

    /** Each page lists them all. */
    private static final int MOST = 200;

    private static final Duration NOTED = Duration.ofMinutes(5);

    private final Database database;
    private final Users users;
    private final Secrets secrets;
    private final Clock clock;
    private final TokenTable table = new TokenTable();

    public Tokens(Database database, Users users, Secrets secrets, Clock clock) {
        this.database = database;
        this.users = users;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Makes a token.
     *
     * @param scopes {@code read}, {@code write} or {@code admin}; the highest counts; none means all the owner may do
     * @return the secret, 47 characters; it can never be shown again
     */
    public String add(User owner, String name, List<String> scopes) {
        return add(owner, name, scopes, Optional.empty());
    }

    /**
     * Makes a token that may be good for a time only.
     *
     * @param lastDay the last day it is good, in UTC
     */
    public String add(User owner, String name, List<String> scopes, Optional<LocalDate> lastDay) {
        if (name.isBlank() || name.length() > 100) {
            throw Refusal.invalid("name", "tokens.nameless");
        }
        Optional<Instant> end =
                lastDay.map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        if (end.filter(at -> !at.isAfter(clock.instant())).isPresent()) {
            throw Refusal.invalid("expires", "tokens.over-already");
        }
        if (database.read(handle -> table.of(handle, owner.id())).size() >= MOST) {
            throw Refusal.invalid("name", "tokens.too-many", MOST);
        }
        Level most = scopes.stream().map(Tokens::level).max(Level::compareTo).orElse(Level.ADMIN);
        String secret = PREFIX + secrets.fresh();
        database.change(transaction -> table.insert(
                transaction.handle(), owner.id(), name.strip(), Secrets.hash(secret), most, end, clock.instant()));
        return secret;
    }

    private static Level level(String scope) {
        return Level.of(scope.toLowerCase(Locale.ROOT))
                .filter(level -> level.includes(Level.READ))
                .orElseThrow(() -> Refusal.invalid("scope", "tokens.no-scope", scope));
    }

    public List<Token> of(Identity who) {
        return database.read(handle -> table.of(handle, who.userId()));
    }

    /** Revokes a token; one of somebody else is not found. */
    public void revoke(Identity who, long id) {
        boolean found = database.write(transaction -> table.delete(transaction.handle(), who.userId(), id));
        if (!found) {
            throw Refusal.notFound();
        }
    }

    /**
     * Makes a token for a program that looks at one commit: it reads that repository, and sets flags of that commit. The same
     * run has the same secret, of which only the hash is stored.
     *
     * @param run names it; it is said again to end it
     */
    public String addForRun(
            Transaction transaction, long userId, long repoId, String commit, String run, Duration lifetime) {
        String secret = ofRun(run);
        Instant now = clock.instant();
        table.delete(transaction.handle(), Secrets.hash(secret));
        table.deleteRunsBefore(transaction.handle(), now);
        table.insertOfRun(transaction.handle(), userId, repoId, commit, Secrets.hash(secret), now.plus(lifetime), now);
        return secret;
    }

    /** Ends the token of a run. */
    public void endRun(Transaction transaction, String run) {
        table.delete(transaction.handle(), Secrets.hash(ofRun(run)));
    }

    private String ofRun(String run) {
        return PREFIX + secrets.sign("token of run " + run);
    }

    /** Finds who a secret speaks for, with at most the token's level. */
    public Optional<Identity> identify(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Optional<Token> token = database.read(handle -> table.find(handle, Secrets.hash(secret)))
                .filter(found -> !found.isOver(clock.instant()));
        token.ifPresent(this::note);
        return token.flatMap(found ->
                users.find(found.userId()).filter(user -> !user.blocked()).map(user -> identity(user, found)));
    }

    private static Identity identity(User user, Token token) {
        return token.repoId() > 0
                ? Identity.ofRun(token.repoId(), token.commit(), user.name())
                : new Identity(user.id(), user.name(), user.admin() && token.most() == Level.ADMIN, token.most());
    }

    private void note(Token token) {
        if (token.usedAt()
                .filter(at -> at.isAfter(clock.instant().minus(NOTED)))
                .isEmpty()) {
            database.change(transaction -> {
                transaction.accounted();
                table.used(transaction.handle(), token.id(), clock.instant());
            });
        }
    }
}
