package starforge.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.KeyAuthenticator;
import starforge.access.Refusal;
import starforge.audit.Audit;
import starforge.db.AlreadyThere;
import starforge.db.Database;
import starforge.keys.KeyTable.NewKey;

/** Registers, finds and removes public keys. A key stands for one person or for one repository, never for two. */
public final class Keys implements KeyAuthenticator {
    private static final int LONGEST_TITLE = 100;
    /** Each page lists them all. */
    private static final int MOST = 100;

    private static final Duration NOTED = Duration.ofMinutes(1);

    private final Database database;
    private final Audit audit;
    private final Clock clock;
    private final KeyTable table = new KeyTable();

    public Keys(Database database, Clock clock) {
        this.database = database;
        this.audit = new Audit(database, clock);
        this.clock = clock;
    }

    /** What a form shows of a pasted key when it is shown once more: a private key that got in by mistake is not sent back. */
    public static String shownAgain(String pasted) {
        return PublicKey.isPrivate(pasted) ? "" : pasted;
    }

    @Override
    public Optional<Identity> byKey(String sha256Fingerprint) {
        return database.read(handle -> table.holder(handle, sha256Fingerprint));
    }

    @Override
    public void used(String sha256Fingerprint) {
        Instant now = clock.instant();
        database.read(handle -> table.find(handle, sha256Fingerprint))
                .filter(key ->
                        key.usedAt().filter(at -> at.isAfter(now.minus(NOTED))).isEmpty())
                .ifPresent(key -> database.change(transaction -> {
                    transaction.accounted();
                    table.used(transaction.handle(), key.id(), now);
                }));
    }

    public List<Key> of(Identity who) {
        return database.read(handle -> table.ofUser(handle, who.userId()));
    }

    public List<Key> of(Gate.Entry repo) {
        return database.read(handle -> table.ofRepo(handle, repo.id()));
    }

    /**
     * Registers a key for a person.
     *
     * @param title what they call it; "" takes the key's comment
     * @param pasted one line as in a {@code .pub} file
     * @throws Refusal INVALID at {@code ssh_key} or {@code title}
     */
    public void add(Identity who, String title, String pasted) {
        PublicKey key = PublicKey.read(pasted);
        NewKey wish = new NewKey(Optional.of(who.userId()), Optional.empty(), true, titled(title, key));
        insert(wish, key, of(who).size(), who, "key-added", who.name());
    }

    /** Registers a deploy key, which opens this repository alone. */
    public void add(Identity who, Gate.Entry repo, String title, String pasted, boolean writes) {
        PublicKey key = PublicKey.read(pasted);
        NewKey wish = new NewKey(Optional.empty(), Optional.of(repo.id()), writes, titled(title, key));
        insert(wish, key, of(repo).size(), who, "deploy-key-added", repo.name().toString());
    }

    private static String titled(String title, PublicKey key) {
        String chosen = title.isBlank() ? key.comment() : title;
        if (chosen.length() > LONGEST_TITLE) {
            throw Refusal.invalid("title", "keys.title-too-long", LONGEST_TITLE);
        }
        return chosen.isBlank() ? key.type() : chosen.strip();
    }

    /** That a key is taken is told without telling by whom: who holds its private half may know, nobody else. */
    private void insert(NewKey wish, PublicKey key, int before, Identity who, String deed, String subject) {
        if (before >= MOST) {
            throw Refusal.invalid(PublicKey.FIELD, "keys.too-many", MOST);
        }
        try {
            database.change(transaction -> {
                table.insert(transaction.handle(), wish, key, clock.instant());
                audit.note(transaction, who.name(), deed, subject, key.fingerprint());
            });
        } catch (AlreadyThere e) {
            throw Refusal.invalid(PublicKey.FIELD, "keys.taken");
        }
    }

    /** Removes a key of a person; one of somebody else is not found. */
    public void remove(Identity who, long id) {
        database.change(transaction -> {
            if (!table.deleteOfUser(transaction.handle(), who.userId(), id)) {
                throw Refusal.notFound();
            }
            audit.note(transaction, who.name(), "key-removed", who.name(), "");
        });
    }

    /** Removes a deploy key; one of another repository is not found. */
    public void remove(Identity who, Gate.Entry repo, long id) {
        database.change(transaction -> {
            if (!table.deleteOfRepo(transaction.handle(), repo.id(), id)) {
                throw Refusal.notFound();
            }
            audit.note(
                    transaction, who.name(), "deploy-key-removed", repo.name().toString(), "");
        });
    }
}
