package starforge.repos;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.RefGuard;
import starforge.access.Refusal;
import starforge.audit.Audit;
import starforge.db.AlreadyThere;
import starforge.db.Database;
import starforge.words.Words;

/**
 * Keeps the rules for branches and holds every push to them. An archived repository moves no ref at all, and whoever lost the
 * right to write while they were sending moves none either.
 */
public final class Protections implements RefGuard {
    private static final String BRANCH = "refs/heads/";
    /** Each push asks all rules of its repository. */
    private static final int MOST = 100;

    private final Repos repos;
    private final Database database;
    private final Audit audit;
    private final ProtectionTable table = new ProtectionTable();

    public Protections(Repos repos, Database database, Clock clock) {
        this.repos = repos;
        this.database = database;
        this.audit = new Audit(database, clock);
    }

    @Override
    public Optional<String> problem(Identity who, long repoId, String ref, Move move) {
        if (repos.find(repoId).filter(repo -> !repo.archived()).isEmpty()) {
            return say("protection.archived");
        }
        if (!repos.level(who, repoId).includes(Level.WRITE)) {
            return say("protection.no-longer");
        }
        if (!ref.startsWith(BRANCH)) {
            return Optional.empty();
        }
        String branch = ref.substring(BRANCH.length());
        List<Protection> rules =
                rules(repoId).stream().filter(rule -> rule.covers(branch)).toList();
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        return switch (move) {
            case DELETE -> say("protection.no-delete", branch);
            case REWIND -> say("protection.no-force", branch);
            case CREATE, FORWARD -> lacking(who, repoId, branch, rules);
        };
    }

    private Optional<String> lacking(Identity who, long repoId, String branch, List<Protection> rules) {
        Level level = repos.level(who, repoId);
        return rules.stream().allMatch(rule -> level.includes(rule.mayPush()))
                ? Optional.empty()
                : say("protection.admins-only", branch);
    }

    private static Optional<String> say(String key, Object... values) {
        return Optional.of(Words.english().say(key, values));
    }

    public List<Protection> of(Gate.Entry repo) {
        return rules(repo.id());
    }

    private List<Protection> rules(long repoId) {
        return database.read(handle -> table.of(handle, repoId));
    }

    /**
     * Protects branches.
     *
     * @param pattern branch name in which {@code *} stands for any text
     * @param mayPush WRITE or ADMIN
     * @throws Refusal INVALID at {@code pattern}
     */
    public void add(Identity who, Gate.Entry repo, String pattern, Level mayPush) {
        if (!BranchPattern.isOne(pattern)) {
            throw Refusal.invalid("pattern", "protection.not-a-pattern");
        }
        try {
            database.change(transaction -> {
                if (table.of(transaction.handle(), repo.id()).size() >= MOST) {
                    throw Refusal.invalid("pattern", "protection.too-many", MOST);
                }
                table.insert(transaction.handle(), repo.id(), pattern, mayPush);
                audit.note(transaction, who.name(), "protected", repo.name().toString(), pattern);
            });
        } catch (AlreadyThere e) {
            throw Refusal.invalid("pattern", "protection.there", pattern);
        }
    }

    /** Takes a rule back; one of another repository is not found. */
    public void remove(Identity who, Gate.Entry repo, long id) {
        database.change(transaction -> {
            if (!table.delete(transaction.handle(), repo.id(), id)) {
                throw Refusal.notFound();
            }
            audit.note(transaction, who.name(), "unprotected", repo.name().toString(), "");
        });
    }
}
