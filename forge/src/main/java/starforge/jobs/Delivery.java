package starforge.jobs;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import starforge.bus.RedisNotes;
import starforge.celery.CeleryEar;
import starforge.celery.CeleryLine;
import starforge.celery.TaskMessage;
import starforge.celery.TaskResult;
import starforge.celery.Unreadable;
import starforge.db.Database;
import starforge.web.Secrets;

/** Carries jobs through a broker: hints to our runners, tasks to and from programs of others. */
public final class Delivery implements AutoCloseable {
    /** {@code starforge.ping}, for whoever wants to know whether we are there: the first value it is given, or "pong". */
    public static final Task PING =
            errand -> Task.Done.with(Map.of("value", first(errand.job().args().get("args"))));

    private final String address;
    private final Outbox outbox;
    private final Foreign foreign;
    private final Calls calls;
    private final TaskIds ids;
    private final CeleryLine line;
    private Optional<CeleryEar> ear = Optional.empty();

    /**
     * Gets ready.
     *
     * @param address of the broker, {@code amqp://...}
     * @param tasks names of what our runners do
     * @param notes where results of other programs may lie and ours are left, too
     */
    public Delivery(
            String address,
            Database database,
            Jobs jobs,
            Set<String> tasks,
            Secrets secrets,
            Optional<RedisNotes> notes,
            Clock clock) {
        this.address = address;
        this.ids = new TaskIds(secrets);
        this.foreign = new Foreign(database, jobs, ids, clock);
        this.calls = new Calls(database, jobs, tasks, clock);
        this.outbox = new Outbox(foreign, calls, ids, notes, clock);
        this.line = new CeleryLine(address, ids.mark(), outbox);
        jobs.deliverBy(outbox);
    }

    private static Object first(@Nullable Object values) {
        return values instanceof List<?> list && !list.isEmpty() && list.get(0) != null ? list.get(0) : "pong";
    }

    /** Sends from now on. */
    public void start() {
        line.start();
    }

    /**
     * Also hears, for a runner of this process.
     *
     * @param hands as many as the runner has
     */
    public void start(Runner runner, int hands) {
        line.start();
        CeleryEar hearing = new CeleryEar(address, ids.mark(), new Hearing(runner), hands);
        hearing.start();
        ear = Optional.of(hearing);
    }

    /** Whether jobs come by the broker now. */
    public boolean isUp() {
        return line.isUp() && ear.map(CeleryEar::isUp).orElse(false);
    }

    /** How many messages could not be read and lie at the broker. */
    public long dead() {
        return line.dead();
    }

    private final class Hearing implements CeleryEar.Listener {
        private final Runner runner;

        Hearing(Runner runner) {
            this.runner = runner;
        }

        @Override
        public void hinted(TaskMessage job, Runnable done) {
            ids.read(job.id()).ifPresentOrElse(run -> runner.look(run.job(), done), done);
        }

        @Override
        public void asked(TaskMessage task) throws Unreadable {
            try {
                calls.accept(task);
            } catch (Unreadable e) {
                calls.refusal(task).ifPresent(outbox::refuse);
                throw e;
            }
        }

        @Override
        public void heard(TaskResult result) {
            foreign.heard(result);
        }
    }

    @Override
    public void close() {
        ear.ifPresent(CeleryEar::close);
        line.close();
    }
}
