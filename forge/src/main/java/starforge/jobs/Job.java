package starforge.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import starforge.bus.Topic;

/**
 * One piece of work, as it stands now.
 *
 * @param id also the name of its topic
 * @param what name of the task that does it
 * @param args what the task needs, as JSON has it
 * @param userId who asked for it, 0 for the forge itself
 * @param user that user's name, or ""
 * @param repoId the repository it belongs to, 0 for none
 * @param priority from 0 to 9; higher ones go first
 * @param attempts how often it was begun
 * @param dueAt not before this; the moment of asking, or a later one after a failure
 * @param progress percent
 * @param result what the task gave, empty until then
 * @param problem why it failed the last time, or ""
 * @param limits how long an attempt may take
 * @param isForeign whether a program of somebody else does it
 * @param run how often it was begun anew after its end
 */
public record Job(
        long id,
        String what,
        Map<String, Object> args,
        long userId,
        String user,
        long repoId,
        State state,
        int priority,
        int attempts,
        Instant askedAt,
        Instant dueAt,
        Optional<Instant> endedAt,
        int progress,
        Map<String, Object> result,
        String problem,
        Wish.Limits limits,
        boolean isForeign,
        int run) {
    /** Where a job stands. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        /** It failed for good, or too often: the dead letters. */
        DEAD,
        CANCELLED;

        /** Whether something is still going to happen. */
        public boolean isOpen() {
            return this == WAITING || this == RUNNING;
        }
    }

    public Job {
        args = Map.copyOf(args);
        result = Map.copyOf(result);
    }

    public Topic topic() {
        return topic(id);
    }

    static Topic topic(long id) {
        return new Topic("job:" + id);
    }

    /** The state as a word: {@code waiting}. */
    public String word() {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
