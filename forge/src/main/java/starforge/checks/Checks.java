package starforge.checks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.access.RepoName;
import starforge.checks.checkers.Language;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.git.Push;
import starforge.git.PushListener;
import starforge.git.read.Diffs;
import starforge.git.read.Refs;
import starforge.jobs.Job;
import starforge.jobs.Jobs;
import starforge.jobs.Wish;
import starforge.web.Secrets;

/** What was found, and the wishes for more. */
public final class Checks implements PushListener {
    /** Name of the task that checks. */
    public static final String TASK = "check";

    /** Name of the same task when also those checkers look that take their time. */
    public static final String SLOWLY = "check-slowly";

    /** What a first commit is compared with. */
    private static final String NOTHING = Diffs.EMPTY_TREE;

    private static final int AT_ONCE = 100;

    private final Database database;
    private final Jobs jobs;
    private final Gate gate;
    private final Refs refs;
    private final Clock clock;
    private final CheckTable table = new CheckTable();

    public Checks(Database database, Jobs jobs, Gate gate, Refs refs, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.gate = gate;
        this.refs = refs;
        this.clock = clock;
    }

    /** What was found in a file's contents, if they were checked. */
    public Optional<Report> report(String blob, Language language) {
        List<Said> all = said(blob, language);
        return all.isEmpty() ? Optional.empty() : Optional.of(Report.of(all));
    }

    List<Said> said(String blob, Language language) {
        return database.read(handle -> table.said(handle, blob, language));
    }

    Sayings sayings() {
        return new Sayings(database, table);
    }

    /** What the check of a difference came to, if there was one. */
    public Optional<Run> run(long repo, String base, String tip) {
        return database.read(handle -> table.run(handle, repo, base, tip));
    }

    /** Asks for a check of one file, and gives the number of the job. */
    public long askFile(Identity who, long repo, String commit, String path) {
        return jobs.submit(bounded(who, file(who, repo, commit, path)));
    }

    private static Wish file(Identity who, long repo, String commit, String path) {
        return Wish.of(TASK, Map.of("commit", commit, "path", path), who.userId())
                .at(repo)
                .priority(7)
                .onceAs("check:" + repo + ":" + Secrets.hash(commit + ":" + path));
    }

    /** Asks for what the checkers say that take their time, once the others have said what they find. */
    void askSlowly(Transaction transaction, Job job) {
        jobs.submit(
                transaction,
                Wish.of(SLOWLY, job.args(), job.userId()).at(job.repoId()).priority(2));
    }

    /** Keeps what the check of a difference came to. */
    void ran(Transaction transaction, long repo, String base, String tip, Run run) {
        table.put(transaction.handle(), repo, base, tip, run);
    }

    /** Asks for a check of all files that differ between two commits, and gives the number of the job. */
    public long askChanges(Identity who, long repo, String base, String tip) {
        return jobs.submit(bounded(who, changes(who.userId(), repo, base, tip, false)));
    }

    private Wish bounded(Identity who, Wish wish) {
        if (jobs.openOf(who.userId()) >= AT_ONCE) {
            throw Refusal.tooMany(Duration.ofMinutes(1), "live.ask-busy");
        }
        return wish;
    }

    /** A check that nobody pressed a button for tells by a flag how it went. */
    private static Wish changes(long userId, long repo, String base, String tip, boolean isPush) {
        return Wish.of(TASK, Map.of("base", base, "commit", tip, "push", isPush), userId)
                .at(repo)
                .onceAs("check:" + repo + ":" + base + ":" + tip + (isPush ? ":push" : ""));
    }

    /**
     * What is asked over a live connection: {@code {"repo": "mira/lantern", "ref": "main", "path": "a.py"}}.
     *
     * @throws Refusal NOT_FOUND when there is no such place for the asker; MALFORMED when a value is missing
     */
    public Wish wish(Identity who, Map<String, Object> args) {
        if (!(args.get("repo") instanceof String name)
                || !(args.get("ref") instanceof String ref)
                || !(args.get("path") instanceof String path)) {
            throw new Refusal(Reason.MALFORMED, "checks.ask-values");
        }
        Gate.Entry repo = gate.require(who, RepoName.parse(name).orElseThrow(Refusal::notFound), Level.READ);
        String commit =
                refs.resolve(repo.id(), ref).orElseThrow(Refusal::notFound).commit();
        return file(who, repo.id(), commit, path);
    }

    /** Whether what is pushed to a repository is checked without being asked for; it is not, unless wished. */
    public boolean isOnPush(long repo) {
        return database.read(handle -> table.isOnPush(handle, repo));
    }

    public void onPush(long repo, boolean wanted) {
        database.change(transaction -> table.onPush(transaction.handle(), repo, wanted));
    }

    @Override
    public void pushed(Push push) {
        if (!isOnPush(push.repoId())) {
            return;
        }
        push.changes().stream()
                .filter(change -> change.isBranch() && change.kind() != Push.Kind.DELETED)
                .forEach(change -> {
                    String base = change.oldId().equals(Push.NONE) ? NOTHING : change.oldId();
                    jobs.submit(changes(push.who().userId(), push.repoId(), base, change.newId(), true));
                });
    }

    Clock clock() {
        return clock;
    }
}
