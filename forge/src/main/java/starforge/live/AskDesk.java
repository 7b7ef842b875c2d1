package starforge.live;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.bus.Tickets;
import starforge.bus.Topic;
import starforge.jobs.Jobs;
import starforge.jobs.Task;
import starforge.jobs.Wish;
import starforge.realtime.Asks;
import starforge.web.Session;
import starforge.web.Sessions;
import starforge.words.Words;

/**
 * Takes what pages ask for over their live connection. Who is signed in may ask; each question becomes a job, and the answer
 * comes as the event {@code done} of its topic. {@code ping-job} gives back its values, by the whole way that every answer
 * goes.
 */
public final class AskDesk implements Asks {
    /** What {@code ping-job} does. */
    public static final Task PING = errand -> Task.Done.with(errand.job().args());

    private static final int AT_ONCE = 100;
    /** A job waits so long for its asker to be told; should this process end before that, it is done all the same. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final Sessions sessions;
    private final Map<String, Question> questions;

    /** Turns a question into a wish. */
    public interface Question {
        /**
         * Reads what is asked.
         *
         * @throws Refusal when it makes no sense, or is not for this asker; its sentence is the answer
         */
        Wish wish(Identity who, Map<String, Object> args);
    }

    /** Answers some questions, by their names, and {@code ping-job}. */
    public AskDesk(Jobs jobs, Sessions sessions, Map<String, Question> questions) {
        this.jobs = jobs;
        this.sessions = sessions;
        this.questions = Map.copyOf(questions);
    }

    @Override
    public Answer ask(Tickets.Grant grant, Ask ask, Consumer<Topic> watch) {
        Optional<Session> session = grant.session().isEmpty() ? Optional.empty() : sessions.byKey(grant.session());
        if (session.isEmpty()) {
            return refused("live.ask-sign-in");
        }
        Identity who = session.get().who();
        Optional<Question> question = ask.what().equals("ping-job")
                ? Optional.of((asker, args) -> Wish.of("ping-job", args, asker.userId()))
                : Optional.ofNullable(questions.get(ask.what()));
        if (question.isEmpty()) {
            return refused("live.ask-unknown", ask.what());
        }
        if (jobs.openOf(who.userId()) >= AT_ONCE) {
            return refused("live.ask-busy");
        }
        try {
            return accepted(question.get().wish(who, ask.args()), watch);
        } catch (Refusal refusal) {
            return new Refused(refusal.text());
        }
    }

    private static Refused refused(String key, Object... values) {
        return new Refused(Words.english().say(key, values));
    }

    private Accepted accepted(Wish wish, Consumer<Topic> watch) {
        long number = jobs.submit(wish.after(GRACE));
        watch.accept(new Topic("job:" + number));
        return new Accepted(number, () -> jobs.hasten(number));
    }
}
