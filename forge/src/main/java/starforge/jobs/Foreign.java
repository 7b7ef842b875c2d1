package starforge.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.celery.TaskMessage;
import starforge.celery.TaskResult;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.jobs.Job.State;
import starforge.words.Words;

/**
 * Jobs that programs of others do. One is sent, held for as long as its worker may take, and sent again when nothing was heard
 * of it until then. Its end is stored once, whoever says it how often.
 */
final class Foreign {
    /** A worker must begin within this time. */
    static final Duration IN_QUEUE = Duration.ofHours(1);

    private static final String HOLDER = "celery";
    private static final int MOST_SENDINGS = 3;
    private static final Duration UNTIL_SENT = Duration.ofSeconds(30);
    private static final Duration UNTIL_AGAIN = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration SLACK = Duration.ofMinutes(1);
    private static final int MOST_ASKED = 500;
    private static final int LONGEST_RESULT = 100_000;
    private static final int LONGEST_TRACE = 20_000;

    private final Database database;
    private final Jobs jobs;
    private final TaskIds ids;
    private final Clock clock;
    private final JobTable table = new JobTable();

    Foreign(Database database, Jobs jobs, TaskIds ids, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes the next job that is to be sent. */
    Optional<Job> next() {
        if (database.read(handle -> table.dueForeign(handle, clock.instant())).isEmpty()) {
            return Optional.empty();
        }
        return database.write(transaction -> {
            transaction.accounted();
            return table.dueForeign(transaction.handle(), clock.instant()).flatMap(job -> take(transaction, job));
        });
    }

    private Optional<Job> take(Transaction transaction, Job job) {
        if (job.attempts() >= MOST_SENDINGS) {
            String why = Words.english().say("jobs.unanswered");
            end(transaction, job, State.DEAD, Map.of(), why);
            return Optional.empty();
        }
        table.take(
                transaction.handle(),
                job.id(),
                HOLDER,
                clock.instant(),
                clock.instant().plus(UNTIL_SENT));
        return table.find(transaction.handle(), job.id());
    }

    /** The message of a job, with what its feature adds. */
    TaskMessage message(Job job) {
        Map<String, Object> values = new HashMap<>(job.args());
        database.change(transaction -> {
            transaction.accounted();
            jobs.followups().forEach(followup -> values.putAll(followup.sending(transaction, job)));
        });
        return TaskMessage.of(ids.of(job), job.what(), values, job.priority())
                .within(
                        clock.instant().plus(IN_QUEUE),
                        job.limits().hard(),
                        job.limits().soft());
    }

    /** The broker has it. */
    void sent(Job job) {
        database.change(transaction -> {
            transaction.accounted();
            hold(transaction, job, IN_QUEUE);
        });
    }

    /** The broker may have it or not; it is sent again, as if this had not been tried. */
    void unsent(Job job) {
        database.change(transaction -> {
            transaction.accounted();
            table.untake(transaction.handle(), job.id(), HOLDER);
        });
    }

    private void hold(Transaction transaction, Job job, Duration more) {
        Duration limit = job.limits().hard().isZero() ? LONGEST : job.limits().hard();
        table.holdUntil(
                transaction.handle(),
                job.id(),
                HOLDER,
                clock.instant().plus(more).plus(limit).plus(SLACK));
    }

    /** The broker has lost what was sent. */
    void resend() {
        database.change(transaction -> {
            transaction.accounted();
            table.resend(transaction.handle(), clock.instant());
        });
    }

    /** The ids of the newest tasks of which something may be heard, with their numbers. */
    Map<Long, String> open() {
        Map<Long, String> open = new HashMap<>();
        List<Job> sent = database.read(handle -> table.sent(handle, MOST_ASKED));
        sent.forEach(job -> open.put(job.id(), ids.of(job)));
        return open;
    }

    /** Stores what a worker says; of what is ended, unknown or of an earlier run, nothing. */
    void heard(TaskResult said) {
        Optional<TaskIds.Run> run = ids.read(said.taskId());
        if (run.isEmpty()) {
            return;
        }
        database.change(transaction -> {
            transaction.accounted();
            table.find(transaction.handle(), run.get().job())
                    .filter(job -> job.isForeign() && job.state() == State.RUNNING && ids.isOf(job, run.get()))
                    .ifPresent(job -> heard(transaction, job, said));
        });
    }

    private void heard(Transaction transaction, Job job, TaskResult said) {
        if (said.isCutOff() && job.attempts() < MOST_SENDINGS) {
            table.postpone(
                    transaction.handle(), job.id(), HOLDER, clock.instant().plus(UNTIL_AGAIN));
            return;
        }
        if (said.isEnd()) {
            jobs.followups().forEach(followup -> followup.heard(transaction, job, said));
            end(transaction, job, stateOf(said), result(said), problem(said));
            return;
        }
        hold(transaction, job, Duration.ZERO);
        int percent = said.said("percent")
                .filter(Number.class::isInstance)
                .map(value -> Math.max(0, Math.min(99, ((Number) value).intValue())))
                .orElse(job.progress());
        table.progress(transaction.handle(), job.id(), HOLDER, percent);
        jobs.followups().forEach(followup -> followup.heard(transaction, job, said));
        jobs.tell(transaction, job, "progress", Map.of("what", job.what(), "percent", percent));
    }

    private static State stateOf(TaskResult said) {
        return switch (said.state()) {
            case "SUCCESS" -> State.DONE;
            case "REVOKED" -> State.CANCELLED;
            default -> State.DEAD;
        };
    }

    private static Map<String, Object> result(TaskResult said) {
        Map<String, Object> all = new HashMap<>();
        said.value().ifPresent(value -> all.put("value", bounded(value)));
        said.failure().ifPresent(why -> {
            all.put("type", why.type());
            all.put("message", bounded(why.message()));
            all.put("module", why.module());
            all.put("traceback", last(why.traceback(), LONGEST_TRACE));
        });
        return all;
    }

    private static Object bounded(Object value) {
        String text = String.valueOf(value);
        return text.length() > LONGEST_RESULT ? text.substring(0, LONGEST_RESULT) : value;
    }

    private static String last(String text, int most) {
        return text.substring(Math.max(0, text.length() - most));
    }

    private static String problem(TaskResult said) {
        return said.failure().map(TaskResult.Failure::line).orElse("");
    }

    private void end(Transaction transaction, Job job, State state, Map<String, Object> result, String problem) {
        if (!table.end(transaction.handle(), job.id(), HOLDER, state, result, clock.instant())) {
            return;
        }
        String why = problem.substring(0, Math.min(problem.length(), Leases.LONGEST_PROBLEM));
        if (state != State.DONE) {
            table.problem(transaction.handle(), job.id(), why);
        }
        switch (state) {
            case DONE -> jobs.tell(transaction, job, "done", Map.of("what", job.what(), "result", result));
            case CANCELLED -> jobs.tell(transaction, job, "cancelled", Map.of("what", job.what()));
            default -> jobs.tell(transaction, job, "failed", Map.of("what", job.what(), "why", why));
        }
        jobs.ended(transaction, job);
    }
}
