package starforge.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A job before it has a number.
 *
 * @param what name of the task
 * @param args values that JSON can hold
 * @param userId who asks, 0 for the forge itself
 * @param repoId the repository it belongs to, 0 for none: it goes with that, and who may read it may watch
 * @param priority from 0 to 9; 5 is usual
 * @param key while a job of this key is open, another wish of it is the same job
 * @param after not before so much time has passed
 * @param limits how long it may take; none means what its task says
 * @param isForeign whether a program of somebody else does it
 */
public record Wish(
        String what,
        Map<String, Object> args,
        long userId,
        long repoId,
        int priority,
        Optional<String> key,
        Duration after,
        Limits limits,
        boolean isForeign) {
    /**
     * How long an attempt may take, in whole seconds; zero for no limit.
     *
     * @param hard it is killed then
     * @param soft it is told to end then, if its worker can be told
     */
    public record Limits(Duration hard, Duration soft) {
        public static final Limits NONE = new Limits(Duration.ZERO, Duration.ZERO);
    }

    public Wish {
        args = Map.copyOf(args);
    }

    /** Something of usual priority, at once, by somebody. */
    public static Wish of(String what, Map<String, Object> args, long userId) {
        return new Wish(what, args, userId, 0, 5, Optional.empty(), Duration.ZERO, Limits.NONE, false);
    }

    public Wish at(long repo) {
        return new Wish(what, args, userId, repo, priority, key, after, limits, isForeign);
    }

    public Wish onceAs(String name) {
        return new Wish(what, args, userId, repoId, priority, Optional.of(name), after, limits, isForeign);
    }

    public Wish priority(int number) {
        return new Wish(what, args, userId, repoId, number, key, after, limits, isForeign);
    }

    public Wish after(Duration time) {
        return new Wish(what, args, userId, repoId, priority, key, time, limits, isForeign);
    }

    public Wish within(Limits time) {
        return new Wish(what, args, userId, repoId, priority, key, after, time, isForeign);
    }

    /** For a worker of somebody else, who speaks Celery's protocol. */
    public Wish foreign() {
        return new Wish(what, args, userId, repoId, priority, key, after, limits, true);
    }
}
