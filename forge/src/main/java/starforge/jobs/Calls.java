package starforge.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.celery.CeleryEar;
import starforge.celery.TaskMessage;
import starforge.celery.TaskResult;
import starforge.celery.Unreadable;
import starforge.db.Database;
import starforge.jobs.CallTable.Call;

/**
 * What programs of others ask for: tasks whose names begin with {@code starforge.}, and no others, since whoever reaches the
 * broker may ask. Such a task becomes a job, the same one however often its message comes, and is answered when that has ended.
 */
final class Calls {
    /** With what names of tasks begin that others may ask for. */
    static final String OPEN = "starforge.";

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final int AT_ONCE = 100;
    private static final int MOST_BYTES = 100_000;
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    private final Database database;
    private final Jobs jobs;
    private final Set<String> tasks;
    private final Clock clock;
    private final CallTable table = new CallTable();

    /** An answer, and where it goes. */
    record Answer(long job, TaskResult result, String replyTo, String correlationId) {}

    Calls(Database database, Jobs jobs, Set<String> tasks, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.tasks = tasks.stream().filter(name -> name.startsWith(OPEN)).collect(Collectors.toSet());
        this.clock = clock;
    }

    /**
     * Takes a task in. A second message of the same id changes nothing, but the answer is given once more.
     *
     * @throws Unreadable when it is not one of ours, is too large, or came too late
     */
    void accept(TaskMessage task) throws Unreadable {
        if (!tasks.contains(task.task())) {
            throw CeleryEar.unreadable("there is no such task here: " + task.task());
        }
        if (task.isExpired(clock.instant())) {
            throw CeleryEar.unreadable("it expired at " + task.expires().orElseThrow());
        }
        Wish wish = wish(task);
        if (wish.args().toString().length() > MOST_BYTES) {
            throw CeleryEar.unreadable("its values are too large");
        }
        database.change(transaction -> {
            transaction.accounted();
            Optional<Long> known = table.find(transaction.handle(), task.id());
            if (known.isPresent()) {
                table.answered(transaction.handle(), known.get(), false);
                return;
            }
            long job = jobs.submit(transaction, wish);
            table.insert(transaction.handle(), new Call(job, task.id(), task.replyTo(), task.correlationId()));
        });
    }

    private Wish wish(TaskMessage task) throws Unreadable {
        Duration wait = task.eta()
                .map(eta -> Duration.between(clock.instant(), eta))
                .filter(time -> !time.isNegative())
                .orElse(Duration.ZERO);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw CeleryEar.unreadable("it is to wait for more than a week");
        }
        return Wish.of(task.task(), Map.of("args", task.args(), "kwargs", task.kwargs()), 0)
                .priority(task.priority())
                .after(wait)
                .within(new Wish.Limits(task.hard(), task.soft()));
    }

    /** What is to be said to those who ask for what cannot be done, so that they do not wait for ever. */
    Optional<Answer> refusal(TaskMessage task) {
        if (task.replyTo().isEmpty()) {
            return Optional.empty();
        }
        TaskResult result = task.isExpired(clock.instant())
                ? TaskResult.revoked(task.id())
                : TaskResult.failure(task.id(), "NotRegistered", "celery.exceptions", task.task());
        return Optional.of(new Answer(0, result, task.replyTo(), task.correlationId()));
    }

    /** Answers that have not been given. */
    List<Answer> due() {
        List<Call> calls = database.read(handle -> table.due(handle, AT_ONCE));
        return calls.stream()
                .flatMap(call -> jobs.find(call.job()).stream().map(job -> answer(call, job)))
                .toList();
    }

    private static Answer answer(Call call, Job job) {
        TaskResult result =
                switch (job.state()) {
                    case DONE -> TaskResult.success(call.taskId(), job.result().getOrDefault("value", job.result()));
                    case CANCELLED -> TaskResult.revoked(call.taskId());
                    default -> TaskResult.failure(call.taskId(), "RuntimeError", "builtins", job.problem());
                };
        return new Answer(job.id(), result, call.replyTo(), call.correlationId());
    }

    void answered(Answer answer) {
        LOG.debug("Answered {}", answer.result().taskId());
        database.change(transaction -> {
            transaction.accounted();
            table.answered(transaction.handle(), answer.job(), true);
        });
    }
}
