package starforge.hooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import starforge.celery.TaskResult;
import starforge.db.Transaction;
import starforge.flags.Flag;
import starforge.flags.Flag.Status;
import starforge.flags.FlagWish;
import starforge.flags.Flags;
import starforge.jobs.Followup;
import starforge.jobs.Job;
import starforge.jobs.Job.State;
import starforge.tokens.Tokens;
import starforge.words.Words;

/**
 * Shows what becomes of a hook's task by its flag. The meta of a state may say {@code percent}, {@code comment} and {@code log}
 * (a text or a list of lines); the value in the end may also say {@code status} and {@code url}.
 */
public final class HookRuns implements Followup {
    /** As long as a task may wait and be done, with some minutes for the last word. */
    private static final Duration LIFETIME = Hooks.LIMITS.hard().plus(Duration.ofMinutes(65));

    private static final int MOST_LINES_AT_ONCE = 500;

    private final Flags flags;
    private final Tokens tokens;
    private final HookTable table = new HookTable();

    public HookRuns(Flags flags, Tokens tokens) {
        this.flags = flags;
        this.tokens = tokens;
    }

    private static String name(Job job) {
        return job.id() + ":" + job.run();
    }

    /** Its token opens its repository alone, and is made anew for each run; the row of the job does not hold it. */
    @Override
    public Map<String, Object> sending(Transaction transaction, Job job) {
        Optional<HookTable.Run> found = table.run(transaction.handle(), job.id());
        if (found.isEmpty()) {
            return Map.of();
        }
        HookTable.Run run = found.get();
        flag(transaction, run).ifPresent(flag -> {
            flags.clearLines(transaction, flag);
            set(transaction, job, run, flag, Status.PENDING, OptionalInt.empty(), say("hooks.waits"), "");
        });
        return Map.of(
                "token", tokens.addForRun(transaction, run.userId(), run.repoId(), run.commit(), name(job), LIFETIME));
    }

    @Override
    public void heard(Transaction transaction, Job job, TaskResult said) {
        table.run(transaction.handle(), job.id())
                .ifPresent(run -> flag(transaction, run).ifPresent(flag -> heard(transaction, job, run, flag, said)));
    }

    private void heard(Transaction transaction, Job job, HookTable.Run run, Flag flag, TaskResult said) {
        flags.addLines(transaction, flag, lines(said));
        if (said.isEnd()) {
            return;
        }
        OptionalInt percent = said.said("percent")
                .filter(Number.class::isInstance)
                .map(value -> OptionalInt.of(Math.max(0, Math.min(100, ((Number) value).intValue()))))
                .orElse(flag.percent());
        String comment = text(said, "comment").orElse(say("hooks.runs"));
        if (!percent.equals(flag.percent()) || !comment.equals(flag.comment())) {
            set(transaction, job, run, flag, Status.PENDING, percent, comment, "");
        }
    }

    private static List<String> lines(TaskResult said) {
        List<String> lines = new ArrayList<>();
        said.said("log").ifPresent(log -> {
            Stream<?> parts = log instanceof List<?> list ? list.stream() : Stream.of(log);
            parts.flatMap(part -> String.valueOf(part).lines())
                    .limit(MOST_LINES_AT_ONCE)
                    .forEach(lines::add);
        });
        said.failure()
                .ifPresent(
                        why -> why.traceback().lines().limit(MOST_LINES_AT_ONCE).forEach(lines::add));
        return lines;
    }

    private static Optional<String> text(TaskResult said, String name) {
        return said.said(name).map(String::valueOf).filter(text -> !text.isBlank());
    }

    @Override
    public void ended(Transaction transaction, Job job) {
        table.run(transaction.handle(), job.id()).ifPresent(run -> {
            tokens.endRun(transaction, name(job));
            flag(transaction, run).ifPresent(flag -> ended(transaction, job, run, flag));
        });
    }

    private void ended(Transaction transaction, Job job, HookTable.Run run, Flag flag) {
        Map<?, ?> said = job.result().get("value") instanceof Map<?, ?> values ? values : Map.of();
        Status status = status(job, said);
        String comment = said.get("comment") instanceof String text && !text.isBlank() ? text : comment(job, status);
        String url = said.get("url") instanceof String text ? text : "";
        OptionalInt percent = status == Status.SUCCESS ? OptionalInt.of(100) : flag.percent();
        set(transaction, job, run, flag, status, percent, comment, url);
    }

    /** An exception of the worker's is a build that failed; what it never came to is an error. */
    private static Status status(Job job, Map<?, ?> said) {
        if (job.state() == State.DONE) {
            return said.get("status") instanceof String word ? Status.of(word).orElse(Status.SUCCESS) : Status.SUCCESS;
        }
        if (job.state() == State.CANCELLED) {
            return Status.CANCELED;
        }
        return job.result().containsKey("type") ? Status.FAILURE : Status.ERROR;
    }

    private static String comment(Job job, Status status) {
        return job.problem().isEmpty() || status == Status.CANCELED ? say("flags." + status.word()) : job.problem();
    }

    private Optional<Flag> flag(Transaction transaction, HookTable.Run run) {
        return flags.find(transaction, run.repoId(), run.commit(), run.uid());
    }

    /** A later push of the same commit has made the flag its own: then this run says nothing more. */
    private void set(
            Transaction transaction,
            Job job,
            HookTable.Run run,
            Flag flag,
            Status status,
            OptionalInt percent,
            String comment,
            String url) {
        if (flag.jobId() != job.id()) {
            return;
        }
        String address = FlagWish.isWeb(url) ? url : flag.url();
        FlagWish wish = new FlagWish(flag.uid(), flag.username(), status, percent, comment, address);
        Flags.Setter who = new Flags.Setter(run.userId(), flag.user(), job.id());
        flags.set(transaction, run.repoId(), run.commit(), who, wish);
    }

    private static String say(String key) {
        return Words.english().say(key);
    }
}
