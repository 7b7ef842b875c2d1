package starforge.hooks;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class HookTable {
    /**
     * What a job was asked for.
     *
     * @param userId in whose name
     */
    record Run(long jobId, long repoId, String commit, String uid, long userId) {}

    List<Hook> of(Handle handle, long repo) {
        return handle.createQuery("select * from hooks where repo_id = :repo order by task, pattern")
                .bind("repo", repo)
                .map((row, context) -> new Hook(row.getLong("id"), row.getString("task"), row.getString("pattern")))
                .list();
    }

    void insert(Handle handle, long repo, String task, String pattern) {
        handle.createUpdate("insert into hooks (repo_id, task, pattern) values (:repo, :task, :pattern)")
                .bind("repo", repo)
                .bind("task", task)
                .bind("pattern", pattern)
                .execute();
    }

    boolean delete(Handle handle, long repo, long id) {
        return handle.createUpdate("delete from hooks where repo_id = :repo and id = :id")
                        .bind("repo", repo)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    void insert(Handle handle, Run run) {
        handle.createUpdate("""
                        insert into hook_runs (job_id, repo_id, commit_id, uid, user_id)
                        values (:job, :repo, :commit, :uid, :user)""")
                .bind("job", run.jobId())
                .bind("repo", run.repoId())
                .bind("commit", run.commit())
                .bind("uid", run.uid())
                .bind("user", run.userId())
                .execute();
    }

    Optional<Run> run(Handle handle, long job) {
        return handle.createQuery("select * from hook_runs where job_id = :job")
                .bind("job", job)
                .map((row, context) -> new Run(
                        row.getLong("job_id"),
                        row.getLong("repo_id"),
                        row.getString("commit_id"),
                        row.getString("uid"),
                        row.getLong("user_id")))
                .findOne();
    }
}
