package starforge.tokens;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.db.Database;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Secrets;

/** Makes, finds and revokes tokens. */
public final class Tokens {
    /** What every token begins with, so that scanners and people know one when they see it. */
    public static final String PREFIX = "sft_";

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
        if (name.isBlank() || name.length() > 100) {
            throw Refusal.invalid("name", "Please give the token a name of at most 100 characters, to know it again.");
        }
        Level most = scopes.stream().map(Tokens::level).max(Level::compareTo).orElse(Level.ADMIN);
        String secret = PREFIX + secrets.fresh();
        database.change(transaction -> table.insert(
                transaction.handle(), owner.id(), name.strip(), Secrets.hash(secret), most, clock.instant()));
        return secret;
    }

    private static Level level(String scope) {
        return switch (scope.toLowerCase(Locale.ROOT)) {
            case "read" -> Level.READ;
            case "write" -> Level.WRITE;
            case "admin" -> Level.ADMIN;
            default ->
                throw Refusal.invalid(
                        "scope", "There is no scope " + scope + ". A token can have read, write or admin.");
        };
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

    /** Finds who a secret speaks for, with at most the token's level. */
    public Optional<Identity> identify(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Optional<Token> token = database.read(handle -> table.find(handle, Secrets.hash(secret)));
        token.ifPresent(this::note);
        return token.flatMap(found -> users.find(found.userId())
                .map(user -> new Identity(
                        user.id(), user.name(), user.admin() && found.most() == Level.ADMIN, found.most())));
    }

    private void note(Token token) {
        if (token.usedAt()
                .filter(at -> at.isAfter(clock.instant().minus(NOTED)))
                .isEmpty()) {
            database.change(transaction -> table.used(transaction.handle(), token.id(), clock.instant()));
        }
    }
}
