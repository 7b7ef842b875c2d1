package starforge.jobs;

import java.util.Map;
import starforge.celery.TaskResult;
import starforge.db.Transaction;

/** What a feature does beside the foreign jobs that it asks for: each within the change that stores how the job goes. */
public interface Followup {
    /** The job is sent now, maybe once more: gives more values by name for its worker, secrets that no row holds. */
    Map<String, Object> sending(Transaction transaction, Job job);

    /** Its worker says how it goes. */
    void heard(Transaction transaction, Job job, TaskResult said);

    /** It has ended, as the job says; told once for each run of it. */
    void ended(Transaction transaction, Job job);
}
