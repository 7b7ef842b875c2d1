package starforge.jobs;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class CallTable {
    /**
     * Who waits for a job.
     *
     * @param job its number
     * @param taskId as they know it
     * @param replyTo queue for the answer, or ""
     */
    record Call(long job, String taskId, String replyTo, String correlationId) {}

    Optional<Long> find(Handle handle, String taskId) {
        return handle.createQuery("select job_id from job_calls where task_id = :task")
                .bind("task", taskId)
                .mapTo(Long.class)
                .findOne();
    }

    void insert(Handle handle, Call call) {
        handle.createUpdate("""
                        insert into job_calls (job_id, task_id, reply_to, correlation_id)
                        values (:job, :task, :reply, :correlation)""")
                .bind("job", call.job())
                .bind("task", call.taskId())
                .bind("reply", call.replyTo())
                .bind("correlation", call.correlationId())
                .execute();
    }

    /** Those whose job has ended and who have not been told. */
    List<Call> due(Handle handle, int limit) {
        return handle.createQuery("""
                        select c.* from job_calls c join jobs j on j.id = c.job_id
                        where not c.answered and j.state not in ('WAITING', 'RUNNING') order by c.job_id limit :limit""")
                .bind("limit", limit)
                .map((row, context) -> new Call(
                        row.getLong("job_id"),
                        row.getString("task_id"),
                        row.getString("reply_to"),
                        row.getString("correlation_id")))
                .list();
    }

    void answered(Handle handle, long job, boolean isAnswered) {
        handle.createUpdate("update job_calls set answered = :answered where job_id = :job")
                .bind("job", job)
                .bind("answered", isAnswered)
                .execute();
    }
}
