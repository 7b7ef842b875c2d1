package starforge.flags;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import starforge.access.Refusal;
import starforge.bus.Topic;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.repos.Repos;

/**
 * Sets flags and finds them. Each change is told to those who watch the repository by {@code flagged {commit, uid, username,
 * status, percent, comment, url, change}}, where {@code change} is {@code added} or {@code updated}.
 */
public final class Flags {
    /** Lines of one flag that are kept, and characters of one line. */
    public static final int MOST_LINES = 2_000;

    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_FLAGS = 100;

    private final Database database;
    private final Events events;
    private final Repos repos;
    private final Refs refs;
    private final Clock clock;
    private final FlagTable table = new FlagTable();

    /** Who sets a flag: an account, 0 for none, and the job it is set by, 0 for none. */
    public record Setter(long userId, String name, long jobId) {}

    public Flags(Database database, Events events, Repos repos, Refs refs, Clock clock) {
        this.database = database;
        this.events = events;
        this.repos = repos;
        this.refs = refs;
        this.clock = clock;
    }

    /** Sets a flag of a commit, which must be there. */
    public Flag set(long repo, String commit, Setter who, FlagWish wish) {
        return database.write(transaction -> set(transaction, repo, commit, who, wish));
    }

    /**
     * The same as part of a change.
     *
     * @throws Refusal INVALID at {@code uid} when the commit has too many
     */
    public Flag set(Transaction transaction, long repo, String commit, Setter who, FlagWish wish) {
        String uid = wish.uid().isEmpty() ? UUID.randomUUID().toString().replace("-", "") : wish.uid();
        Optional<Flag> known = table.find(transaction.handle(), repo, commit, uid);
        if (known.isPresent()) {
            long job = who.jobId() == 0 ? known.get().jobId() : who.jobId();
            table.update(transaction.handle(), known.get().id(), wish, job, clock.instant());
        } else {
            if (table.count(transaction.handle(), repo, commit) >= MOST_FLAGS) {
                throw Refusal.invalid("uid", "flags.too-many", MOST_FLAGS);
            }
            table.insert(transaction.handle(), repo, commit, uid, who.userId(), wish, who.jobId(), clock.instant());
        }
        Flag flag = table.find(transaction.handle(), repo, commit, uid).orElseThrow();
        tell(transaction, who, flag, known.isPresent() ? "updated" : "added");
        return flag;
    }

    private void tell(Transaction transaction, Setter who, Flag flag, String change) {
        String name =
                repos.find(flag.repoId()).orElseThrow(Refusal::notFound).name().toString();
        Map<String, Object> data = new HashMap<>(Map.of(
                "commit", flag.commit(),
                "uid", flag.uid(),
                "username", flag.username(),
                "status", flag.word(),
                "comment", flag.comment(),
                "url", flag.url(),
                "change", change));
        flag.percent().ifPresent(percent -> data.put("percent", percent));
        events.record(
                transaction,
                new Draft(Set.of(Topic.repo(flag.repoId())), "flagged", who.name(), name, flag.repoId(), data));
    }

    public Optional<Flag> find(long repo, String commit, String uid) {
        return database.read(handle -> table.find(handle, repo, commit, uid));
    }

    public Optional<Flag> find(Transaction transaction, long repo, String commit, String uid) {
        return table.find(transaction.handle(), repo, commit, uid);
    }

    /** All of a commit, in the order they were first set. */
    public List<Flag> of(long repo, String commit) {
        return database.read(handle -> table.of(handle, repo, commit));
    }

    /** The signs of those commits that have flags, by their ids. */
    public Map<String, Mark> marks(long repo, Collection<String> commits) {
        if (commits.isEmpty()) {
            return Map.of();
        }
        List<Flag> found = database.read(handle -> table.of(handle, repo, Set.copyOf(commits)));
        Map<String, Mark> marks = new HashMap<>();
        found.stream()
                .collect(Collectors.groupingBy(Flag::commit))
                .forEach((commit, flags) -> marks.put(commit, Mark.of(flags)));
        return marks;
    }

    /** How the newest commits of default branches stand, by the numbers of those repositories where something is known. */
    public Map<Long, Mark> newestOf(Collection<Long> repositories) {
        Map<Long, String> tips = new HashMap<>();
        for (long repo : repositories) {
            tip(repo).ifPresent(tip -> tips.put(repo, tip));
        }
        if (tips.isEmpty()) {
            return Map.of();
        }
        List<Flag> found = database.read(handle -> table.ofTips(handle, tips.keySet(), new HashSet<>(tips.values())));
        Map<Long, Mark> marks = new HashMap<>();
        found.stream()
                .filter(flag -> flag.commit().equals(tips.get(flag.repoId())))
                .collect(Collectors.groupingBy(Flag::repoId))
                .forEach((repo, flags) -> marks.put(repo, Mark.of(flags)));
        return marks;
    }

    /** Of a repository that cannot be read nothing is known; the others are shown all the same. */
    private Optional<String> tip(long repo) {
        try {
            return refs.head(repo).flatMap(head -> refs.resolve(repo, head)).map(Revision::commit);
        } catch (Refusal damaged) {
            return Optional.empty();
        }
    }

    /** Adds lines to what the flag's program wrote; what is over the bound is left out, and the last line says so. */
    public void addLines(Transaction transaction, Flag flag, List<String> lines) {
        int number = table.lines(transaction.handle(), flag.id());
        for (String line : lines) {
            if (number >= MOST_LINES) {
                return;
            }
            String text = number == MOST_LINES - 1 ? "..." : line.replaceAll("[\\p{Cntrl}&&[^\t]]", "");
            table.addLine(
                    transaction.handle(),
                    flag.id(),
                    number++,
                    text.substring(0, Math.min(text.length(), LONGEST_LINE)));
        }
    }

    /** Begins a flag's lines anew. */
    public void clearLines(Transaction transaction, Flag flag) {
        table.deleteLines(transaction.handle(), flag.id());
    }

    public List<String> log(Flag flag) {
        return database.read(handle -> table.log(handle, flag.id()));
    }
}
