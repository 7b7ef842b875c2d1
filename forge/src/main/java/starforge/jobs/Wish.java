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
 */
public record Wish(
        String what,
        Map<String, Object> args,
        long userId,
        long repoId,
        int priority,
        Optional<String> key,
        Duration after) {
    public Wish {
        args = Map.copyOf(args);
    }

    /** Something of usual priority, at once, by somebody. */
    public static Wish of(String what, Map<String, Object> args, long userId) {
        return new Wish(what, args, userId, 0, 5, Optional.empty(), Duration.ZERO);
    }

    public Wish at(long repo) {
        return new Wish(what, args, userId, repo, priority, key, after);
    }

    public Wish onceAs(String name) {
        return new Wish(what, args, userId, repoId, priority, Optional.of(name), after);
    }

    public Wish priority(int number) {
        return new Wish(what, args, userId, repoId, number, key, after);
    }

    public Wish after(Duration time) {
        return new Wish(what, args, userId, repoId, priority, key, time);
    }
}
