package starforge.live;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Identity;
import starforge.bus.Tickets;
import starforge.bus.Topic;
import starforge.db.Database;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.realtime.Asks;
import starforge.web.Session;
import starforge.web.Sessions;
import starforge.words.Words;

/**
 * Takes what pages ask for over their live connection. Who is signed in may ask; the answer comes as the event {@code done}
 * of topic {@code job:<number>}, which nobody else may watch. What can be asked is {@code ping-job}: it gives back its values,
 * by the whole way that every answer goes.
 */
public final class AskDesk implements Asks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AskDesk.class);
    private static final int AT_ONCE = 1000;
    private static final Duration KEPT = Duration.ofDays(1);

    private final Database database;
    private final Events events;
    private final Sessions sessions;
    private final Clock clock;
    private final AskTable table = new AskTable();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(AskDesk::thread);

    public AskDesk(Database database, Events events, Sessions sessions, Clock clock) {
        this.database = database;
        this.events = events;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Answer ask(Tickets.Grant grant, Ask ask, Consumer<Topic> watch) {
        Optional<Session> session = grant.session().isEmpty() ? Optional.empty() : sessions.byKey(grant.session());
        if (session.isEmpty()) {
            return refused("live.ask-sign-in");
        }
        if (!ask.what().equals("ping-job")) {
            return refused("live.ask-unknown", ask.what());
        }
        if (!places.tryAcquire()) {
            return refused("live.ask-busy");
        }
        try {
            return accepted(session.get().who(), ask, watch);
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private static Refused refused(String key, Object... values) {
        return new Refused(Words.english().say(key, values));
    }

    private Accepted accepted(Identity who, Ask ask, Consumer<Topic> watch) {
        long number = database.write(transaction -> {
            transaction.accounted();
            return table.insert(transaction.handle(), who.userId(), ask.what(), clock.instant());
        });
        Topic topic = new Topic("job:" + number);
        watch.accept(topic);
        return new Accepted(number, () -> worker.execute(() -> answer(who, topic, ask)));
    }

    private void answer(Identity who, Topic topic, Ask ask) {
        try {
            Map<String, Object> data = Map.of("what", ask.what(), "result", ask.args());
            database.change(transaction ->
                    events.record(transaction, new Draft(Set.of(topic), "done", who.name(), "", 0, data)));
        } catch (RuntimeException e) {
            LOG.error("The answer to {} could not be stored", topic, e);
        } finally {
            places.release();
        }
    }

    /** Whether somebody asked for what a job answers. */
    boolean isAsker(Identity who, long job) {
        return !who.isAnonymous()
                && database.read(handle -> table.asker(handle, job))
                        .filter(asker -> asker == who.userId())
                        .isPresent();
    }

    /** Puts away what was asked long ago, now and then. */
    public void keepTidy() {
        var unused = worker.scheduleWithFixedDelay(this::tidy, 1, 60, TimeUnit.MINUTES);
    }

    private void tidy() {
        try {
            database.change(transaction -> {
                transaction.accounted();
                table.deleteBefore(transaction.handle(), clock.instant().minus(KEPT));
            });
        } catch (RuntimeException e) {
            LOG.warn("Old questions could not be put away, trying again in an hour: {}", e.toString());
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "asks");
        thread.setDaemon(true);
        return thread;
    }

    /** Ends after the answers that are due. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Some answers were not given");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
