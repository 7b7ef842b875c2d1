package starforge.hooks;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.audit.Audit;
import starforge.db.AlreadyThere;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.flags.Flag.Status;
import starforge.flags.FlagWish;
import starforge.flags.Flags;
import starforge.git.Push;
import starforge.jobs.Jobs;
import starforge.jobs.Wish;
import starforge.repos.BranchPattern;
import starforge.repos.PushEvents;
import starforge.repos.Repo;
import starforge.words.Words;

/** The hooks of repositories; after a push it asks for their tasks, in the change that stores the push's events. */
public final class Hooks implements PushEvents.Beside {
    static final Wish.Limits LIMITS = new Wish.Limits(Duration.ofMinutes(60), Duration.ofMinutes(58));

    private static final int MOST = 20;
    private static final int MOST_RUNS = 20;

    private final Database database;
    private final Jobs jobs;
    private final Flags flags;
    private final Audit audit;
    private final Pattern allowed;
    private final Supplier<String> address;
    private final HookTable table = new HookTable();

    /**
     * Gets ready.
     *
     * @param allowed names of tasks that repositories may ask for, with commas between and {@code *} for any text: all
     *     tasks of other programs at the broker are within reach
     * @param address where workers reach the forge, without a slash at the end
     */
    public Hooks(Database database, Jobs jobs, Flags flags, String allowed, Supplier<String> address, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.flags = flags;
        this.audit = new Audit(database, clock);
        this.allowed = Pattern.compile(Stream.of(allowed.split(","))
                .map(name -> Stream.of(name.strip().split("[*]", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .collect(Collectors.joining("|")));
        this.address = address;
    }

    public List<Hook> of(Gate.Entry repo) {
        return of(repo.id());
    }

    private List<Hook> of(long repo) {
        return database.read(handle -> table.of(handle, repo));
    }

    /**
     * Adds a hook.
     *
     * @throws Refusal INVALID at {@code task} or {@code pattern}
     */
    public void add(Identity who, Gate.Entry repo, String task, String pattern) {
        if (!Hook.isTask(task)) {
            throw Refusal.invalid("task", "hooks.no-task");
        }
        if (!allowed.matcher(task).matches() || task.startsWith("celery.") || task.startsWith("starforge.")) {
            throw Refusal.invalid("task", "hooks.not-allowed", task);
        }
        if (!BranchPattern.isOne(pattern)) {
            throw Refusal.invalid("pattern", "protection.not-a-pattern");
        }
        try {
            database.change(transaction -> {
                if (table.of(transaction.handle(), repo.id()).size() >= MOST) {
                    throw Refusal.invalid("task", "hooks.too-many", MOST);
                }
                table.insert(transaction.handle(), repo.id(), task, pattern);
                audit.note(transaction, who.name(), "hooked", repo.name().toString(), task);
            });
        } catch (AlreadyThere e) {
            throw Refusal.invalid("task", "hooks.there", task, pattern);
        }
    }

    /** Takes a hook away; one of another repository is not found. What it asked for goes on. */
    public void remove(Identity who, Gate.Entry repo, long id) {
        database.change(transaction -> {
            if (!table.delete(transaction.handle(), repo.id(), id)) {
                throw Refusal.notFound();
            }
            audit.note(transaction, who.name(), "unhooked", repo.name().toString(), "");
        });
    }

    /** Whether tasks reach anybody. */
    public boolean hasBroker() {
        return jobs.hasBroker();
    }

    @Override
    public void pushed(Transaction transaction, Push push, Repo repo) {
        List<Hook> all = table.of(transaction.handle(), repo.id());
        push.changes().stream()
                .filter(change -> change.isBranch() && change.kind() != Push.Kind.DELETED)
                .flatMap(change -> all.stream()
                        .filter(hook -> hook.covers(change.shortName()))
                        .map(hook -> (Runnable) () -> ask(transaction, push, repo, change, hook)))
                .limit(MOST_RUNS)
                .forEach(Runnable::run);
    }

    private void ask(Transaction transaction, Push push, Repo repo, Push.Change change, Hook hook) {
        long user = push.who().userId() == 0 ? repo.ownerId() : push.who().userId();
        String page = address.get() + repo.url() + "/flags/" + change.newId() + "/" + hook.uid();
        if (!jobs.hasBroker()) {
            String why = Words.english().say("jobs.no-broker", hook.task());
            FlagWish broken = new FlagWish(hook.uid(), hook.task(), Status.ERROR, OptionalInt.empty(), why, page);
            flags.set(
                    transaction,
                    repo.id(),
                    change.newId(),
                    new Flags.Setter(user, push.who().name(), 0),
                    broken);
            return;
        }
        Wish wish = Wish.of(hook.task(), values(push, repo, change, hook), user)
                .at(repo.id())
                .within(LIMITS)
                .onceAs("hook:" + hook.id() + ":" + change.newId())
                .foreign();
        long job = jobs.submit(transaction, wish);
        if (table.run(transaction.handle(), job).isPresent()) {
            // Asked for by an earlier push, or by this one, told twice; it is still open.
            return;
        }
        table.insert(transaction.handle(), new HookTable.Run(job, repo.id(), change.newId(), hook.uid(), user));
        FlagWish waits = new FlagWish(
                hook.uid(),
                hook.task(),
                Status.PENDING,
                OptionalInt.empty(),
                Words.english().say("hooks.waits"),
                page);
        flags.set(
                transaction,
                repo.id(),
                change.newId(),
                new Flags.Setter(user, push.who().name(), job),
                waits);
    }

    private Map<String, Object> values(Push push, Repo repo, Push.Change change, Hook hook) {
        String base = address.get();
        Map<String, Object> values = new HashMap<>();
        values.put("repo", repo.name().toString());
        values.put("clone_url", base + repo.url() + ".git");
        values.put("ref", change.ref());
        values.put("branch", change.shortName());
        values.put("old", change.oldId());
        values.put("new", change.newId());
        values.put("pusher", push.who().name());
        values.put("flag_uid", hook.uid());
        values.put("flag_url", base + "/api/0" + repo.url() + "/c/" + change.newId() + "/flag");
        values.put("page", base + repo.url() + "/flags/" + change.newId() + "/" + hook.uid());
        return values;
    }
}
