package starforge.jobs;

import com.rabbitmq.client.AlreadyClosedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.bus.RedisNotes;
import starforge.celery.CeleryLine;
import starforge.celery.TaskMessage;
import starforge.celery.TaskResult;
import starforge.celery.Unreadable;

/**
 * What one process has to say at the broker: that there are jobs, those that others do, and answers. What must not be lost is in
 * the tables until the broker has confirmed it; the rest are hints.
 */
final class Outbox implements CeleryLine.Outbox, Jobs.Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String NOTE = "celery-task-meta-";
    /** As long as Celery keeps results, too. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final Duration LOOKING = Duration.ofMillis(250);
    private static final int MOST_HINTS = 10_000;
    private static final int AT_ONCE = 200;

    private final Foreign foreign;
    private final Calls calls;
    private final TaskIds ids;
    private final Optional<RedisNotes> notes;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private final Queue<Job> hints = new LinkedBlockingQueue<>(MOST_HINTS);
    private final Queue<Calls.Answer> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<Job> revoked = new ConcurrentLinkedQueue<>();
    private final Map<Long, String> read = new HashMap<>();
    private long readAt = System.nanoTime();

    Outbox(Foreign foreign, Calls calls, TaskIds ids, Optional<RedisNotes> notes, Clock clock) {
        this.foreign = foreign;
        this.calls = calls;
        this.ids = ids;
        this.notes = notes;
        this.clock = clock;
    }

    /** There is a job; a hint too many is left out, as the table is looked at anyway. */
    @Override
    public void submitted(Job job) {
        if (!job.isForeign()) {
            hints.offer(job);
        }
        news.release();
    }

    @Override
    public void cancelled(Job job) {
        if (job.isForeign()) {
            revoked.add(job);
            news.release();
        }
    }

    void refuse(Calls.Answer answer) {
        refusals.add(answer);
        news.release();
    }

    @Override
    public void ended() {
        news.release();
    }

    @Override
    public void begunAnew() {
        LOG.info("The broker knows nothing of earlier tasks; those that were sent are sent again");
        foreign.resend();
    }

    @Override
    public void attend(CeleryLine.Post post) throws IOException, InterruptedException {
        if (news.tryAcquire(LOOKING.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
        try {
            hint(post);
            send(post);
            revoke(post);
            answer(post);
            readNotes();
        } catch (RuntimeException e) {
            LOG.warn("What is to be sent cannot be had just now, trying again: {}", e.toString());
            Thread.sleep(1000);
        }
    }

    private void hint(CeleryLine.Post post) throws IOException, InterruptedException {
        int count = 0;
        for (Job job = hints.poll(); job != null; job = ++count < AT_ONCE ? hints.poll() : null) {
            post.hint(TaskMessage.of(ids.of(job), job.what(), Map.of(), job.priority()));
        }
        if (count == AT_ONCE) {
            news.release();
        }
        if (count > 0) {
            post.settle();
        }
    }

    private void send(CeleryLine.Post post) throws IOException, InterruptedException {
        for (Optional<Job> job = foreign.next(); job.isPresent(); job = foreign.next()) {
            try {
                post.foreign(foreign.message(job.get()));
                post.settle();
            } catch (IOException | AlreadyClosedException e) {
                foreign.unsent(job.get());
                throw e;
            }
            foreign.sent(job.get());
        }
    }

    private void revoke(CeleryLine.Post post) throws IOException {
        for (Job job = revoked.poll(); job != null; job = revoked.poll()) {
            post.revoke(ids.of(job));
        }
    }

    private void answer(CeleryLine.Post post) throws IOException, InterruptedException {
        for (Calls.Answer refusal = refusals.poll(); refusal != null; refusal = refusals.poll()) {
            give(post, refusal);
        }
        List<Calls.Answer> due = calls.due();
        for (Calls.Answer answer : due) {
            if (give(post, answer)) {
                calls.answered(answer);
            }
        }
    }

    /** In both forms: nothing in a message says where its sender looks. */
    private boolean give(CeleryLine.Post post, Calls.Answer answer) throws IOException, InterruptedException {
        TaskResult result = answer.result();
        if (!answer.replyTo().isEmpty()) {
            post.answer(result, answer.replyTo(), answer.correlationId());
            post.settle();
        }
        return notes.map(redis -> redis.leave(NOTE + result.taskId(), result.json(clock.instant()), KEPT))
                .orElse(true);
    }

    /** Workers may leave their results in Redis instead. */
    private void readNotes() {
        if (notes.isEmpty() || System.nanoTime() - readAt < TimeUnit.SECONDS.toNanos(1)) {
            return;
        }
        readAt = System.nanoTime();
        Map<Long, String> open = foreign.open();
        read.keySet().retainAll(open.keySet());
        open.forEach((job, id) -> notes.get()
                .find(NOTE + id)
                .filter(text -> !text.equals(read.put(job, text)))
                .ifPresent(this::heard));
    }

    private void heard(String note) {
        try {
            foreign.heard(TaskResult.read(note));
        } catch (Unreadable e) {
            LOG.warn("A note in Redis is no result: {}", e.getMessage());
        }
    }
}
