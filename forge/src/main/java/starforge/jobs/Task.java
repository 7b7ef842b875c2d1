package starforge.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import starforge.db.Transaction;

/** How jobs of one name are done. */
public interface Task {
    /**
     * Does a job. It may be run again after a crash, so what it changes for good belongs into the answer's effect; what it
     * does elsewhere must name the job's number there.
     *
     * @return what came out, and what to change in the transaction that ends the job
     * @throws starforge.access.Refusal when trying again makes no sense; its sentence is shown
     * @throws Exception for anything else; the job is tried again later
     */
    Done run(Errand errand) throws Exception;

    /** The longest that one attempt may take; it is interrupted then. */
    default Duration limit() {
        return Duration.ofMinutes(1);
    }

    /** How often it is tried, the first time included. */
    default int attempts() {
        return 5;
    }

    /** One attempt at a job, as the task sees it. */
    interface Errand {
        Job job();

        /** Tells how far it is, in percent. Said too often, some of it goes untold. */
        void progress(int percent);
    }

    /**
     * The end of a job.
     *
     * @param result values that JSON can hold, which who watches the job may see
     * @param effect changes that are stored with the end, or not at all
     */
    record Done(Map<String, Object> result, Consumer<Transaction> effect) {
        public Done {
            result = Map.copyOf(result);
        }

        public static Done with(Map<String, Object> result) {
            return new Done(result, transaction -> {});
        }
    }
}
