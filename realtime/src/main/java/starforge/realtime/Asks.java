package starforge.realtime;

import java.util.Map;
import java.util.function.Consumer;
import starforge.bus.Tickets;
import starforge.bus.Topic;

/** Answers what a page asks to have worked out: the op {@code ask}. */
public interface Asks {
    /**
     * Takes on a job or says why not.
     *
     * @param watch call it with the topic of the job before the job can start, so that its result reaches the asker
     */
    Answer ask(Tickets.Grant grant, Ask ask, Consumer<Topic> watch);

    /** The answer when nothing can be asked. */
    static Asks nothing() {
        return (grant, ask, watch) -> new Refused("Nothing can be asked here.");
    }

    /**
     * What is asked.
     *
     * @param id chosen by the page, to know the answer by
     * @param what name of the work
     * @param args values it needs
     */
    record Ask(String id, String what, Map<String, Object> args) {
        public Ask {
            args = Map.copyOf(args);
        }
    }

    /** Taken on or not. */
    sealed interface Answer permits Accepted, Refused {}

    /**
     * Taken on: the result comes later, as an event of topic {@code job:<job>}.
     *
     * @param job number of the job
     * @param start begins it without waiting for it; run once, when the asker has been told
     */
    record Accepted(long job, Runnable start) implements Answer {}

    /**
     * Not taken on.
     *
     * @param why a public sentence
     */
    record Refused(String why) implements Answer {}
}
