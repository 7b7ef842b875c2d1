package starforge;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import starforge.checks.CheckFlag;
import starforge.checks.CheckTask;
import starforge.checks.Checks;
import starforge.checks.checkers.Checkers;
import starforge.codesearch.MissingTask;
import starforge.codesearch.Shelf;
import starforge.codesearch.SnapshotTask;
import starforge.codesearch.Snapshots;
import starforge.db.Database;
import starforge.events.Events;
import starforge.flags.Flags;
import starforge.git.Repositories;
import starforge.git.read.Commits;
import starforge.git.read.Diffs;
import starforge.git.read.Refs;
import starforge.git.read.Trees;
import starforge.hooks.HookRuns;
import starforge.jobs.Delivery;
import starforge.jobs.Jobs;
import starforge.jobs.Runner;
import starforge.jobs.Task;
import starforge.live.AskDesk;
import starforge.outgoing.Outgoing;
import starforge.repos.Repos;
import starforge.tokens.Tokens;
import starforge.users.Passwords;
import starforge.users.Users;
import starforge.web.Secrets;
import starforge.webhooks.DeliveryTask;
import starforge.webhooks.Webhooks;

/** Those who do the jobs of one process, and what carries jobs to and from its broker. */
final class Work implements AutoCloseable {
    /** So many jobs are done at once. */
    private static final int HANDS = 4;
    /** How often jobs are looked for that another process asked for. */
    private static final Duration LOOKING = Duration.ofMillis(250);
    /** The same for what nobody waits for. */
    private static final Duration SELDOM = Duration.ofSeconds(1);
    /** Tasks that take long or wait for other servers have runners of their own, so that nothing waits behind them: how many. */
    private static final Map<String, Integer> ASIDE = Map.of(Checks.SLOWLY, 1, Webhooks.TASK, 2);

    private final Optional<Delivery> delivery;
    private final List<Runner> runners = new ArrayList<>();
    private final Runner first;

    /**
     * Gets ready.
     *
     * @param tasks all that can be done here, by their names
     * @param delivery what carries jobs through the broker, when there is one
     */
    Work(Jobs jobs, Map<String, Task> tasks, Optional<Delivery> delivery) {
        this.delivery = delivery;
        Map<String, Task> others = new HashMap<>(tasks);
        ASIDE.forEach((name, hands) -> Optional.ofNullable(others.remove(name))
                .ifPresent(task -> runners.add(new Runner(jobs, Map.of(name, task), hands, SELDOM))));
        this.first = new Runner(
                jobs, others, HANDS, LOOKING, () -> delivery.map(Delivery::isUp).orElse(false));
        runners.add(first);
    }

    /** Does jobs from now on. */
    void start() {
        delivery.ifPresent(carrying -> carrying.start(first, HANDS));
        runners.forEach(Runner::start);
    }

    /** Only sends jobs to the broker: they are done by other processes. */
    void startSending() {
        delivery.ifPresent(Delivery::start);
    }

    /** How many messages could not be read and lie at the broker. */
    long dead() {
        return delivery.map(Delivery::dead).orElse(0L);
    }

    @Override
    public void close() {
        delivery.ifPresent(Delivery::close);
        runners.forEach(Runner::close);
    }

    /** The other tasks that the forge's own runners know. */
    static Map<String, Task> tasks(
            Checks checks, Checkers checkers, Repos repos, Events events, Repositories repositories, CheckFlag flag) {
        CheckTask check =
                new CheckTask(checks, checkers, repos, events, new Trees(repositories), new Diffs(repositories), flag);
        return Map.of(
                "ping-job", AskDesk.PING, "starforge.ping", Delivery.PING, Checks.TASK, check, Checks.SLOWLY, check);
    }

    /** The tasks that read text for the search. */
    static Map<String, Task> reading(
            Shelf shelf, Snapshots snapshots, Jobs jobs, Repos repos, Repositories repositories) {
        SnapshotTask one = new SnapshotTask(shelf, snapshots, jobs, repositories);
        return Map.of(Snapshots.ONE, one, Snapshots.MISSING, new MissingTask(shelf, one, repos::ids));
    }

    /** The task that tells other servers. */
    static Map<String, Task> telling(
            Webhooks webhooks, Repos repos, Outgoing outgoing, Repositories repositories, Supplier<String> address) {
        DeliveryTask delivery = new DeliveryTask(
                webhooks, repos, outgoing, new Commits(repositories), new Diffs(repositories), address);
        return Map.of(Webhooks.TASK, delivery);
    }

    /** What becomes of hooks, for a process that has not all of these parts. */
    static HookRuns hookRuns(Database database, Events events, Repos repos, Refs refs, Secrets secrets, Clock clock) {
        Users users = new Users(database, new Passwords(), clock);
        return new HookRuns(
                new Flags(database, events, repos, refs, clock), new Tokens(database, users, secrets, clock));
    }
}
