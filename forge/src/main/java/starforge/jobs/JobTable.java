package starforge.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import starforge.db.Json;
import starforge.jobs.Job.State;

final class JobTable {
    private static final String ALL =
            "select j.*, u.name as user_name from jobs j left join users u on u.id = j.user_id ";

    long insert(Handle handle, Wish wish, Instant now) {
        return handle.createUpdate("""
                        insert into jobs (user_id, repo_id, what, args, job_key, state, priority, asked_at, due_at, is_foreign,
                        hard_seconds, soft_seconds)
                        values (:user, :repo, :what, :args, :key, 'WAITING', :priority, :now, :due, :foreign, :hard, :soft)""")
                .bind("user", wish.userId() == 0 ? null : wish.userId())
                .bind("repo", wish.repoId() == 0 ? null : wish.repoId())
                .bind("what", wish.what())
                .bind("args", Json.write(wish.args()))
                .bind("key", wish.key().orElse(null))
                .bind("priority", wish.priority())
                .bind("now", now)
                .bind("due", now.plus(wish.after()))
                .bind("foreign", wish.isForeign())
                .bind("hard", wish.limits().hard().toSeconds())
                .bind("soft", wish.limits().soft().toSeconds())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    Optional<Long> open(Handle handle, String key) {
        return handle.createQuery("select id from jobs where job_key = :key")
                .bind("key", key)
                .mapTo(Long.class)
                .findOne();
    }

    Optional<Job> find(Handle handle, long id) {
        return handle.createQuery(ALL + "where j.id = :id")
                .bind("id", id)
                .map((row, context) -> job(row))
                .findOne();
    }

    /** Open ones of somebody. */
    int openOf(Handle handle, long userId) {
        return handle.createQuery("select count(*) from jobs where user_id = :user and state in ('WAITING', 'RUNNING')")
                .bind("user", userId)
                .mapTo(Integer.class)
                .one();
    }

    /**
     * The one to be done next by us: due, or held by a runner that has not been heard of.
     *
     * @param since due not later than this
     */
    Optional<Job> due(Handle handle, Set<String> tasks, Instant since, Instant now) {
        return handle.createQuery(ALL + """
                        where not j.is_foreign and j.what in (<tasks>) and ((j.state = 'WAITING' and j.due_at <= :since)
                        or (j.state = 'RUNNING' and j.held_until <= :now))
                        order by j.priority desc, j.due_at, j.id limit 1""")
                .bindList("tasks", List.copyOf(tasks))
                .bind("since", since)
                .bind("now", now)
                .map((row, context) -> job(row))
                .findOne();
    }

    /** The one that is to be sent next to those who do it: due, or sent and not heard of for too long. */
    Optional<Job> dueForeign(Handle handle, Instant now) {
        return handle.createQuery(ALL + """
                        where j.is_foreign and ((j.state = 'WAITING' and j.due_at <= :now)
                        or (j.state = 'RUNNING' and j.held_until <= :now))
                        order by j.priority desc, j.due_at, j.id limit 1""")
                .bind("now", now)
                .map((row, context) -> job(row))
                .findOne();
    }

    /** Foreign jobs that were sent and have not ended. */
    List<Job> sent(Handle handle, int limit) {
        return handle.createQuery(ALL
                        + "where j.is_foreign and j.state = 'RUNNING' order by j.began_at desc, j.id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> job(row))
                .list();
    }

    void holdUntil(Handle handle, long id, String holder, Instant until) {
        handle.createUpdate(
                        "update jobs set held_until = :until where id = :id and holder = :holder and state = 'RUNNING'")
                .bind("id", id)
                .bind("holder", holder)
                .bind("until", until)
                .execute();
    }

    /** Lets a job wait again as if it had not been taken. */
    void untake(Handle handle, long id, String holder) {
        handle.createUpdate("""
                        update jobs set state = 'WAITING', attempts = attempts - 1, holder = ''
                        where id = :id and holder = :holder and state = 'RUNNING'""").bind("id", id).bind("holder", holder).execute();
    }

    /** Makes all foreign jobs that were sent due once more. */
    void resend(Handle handle, Instant now) {
        handle.createUpdate("update jobs set held_until = :now where is_foreign and state = 'RUNNING'")
                .bind("now", now)
                .execute();
    }

    void take(Handle handle, long id, String holder, Instant now, Instant until) {
        handle.createUpdate("""
                        update jobs set state = 'RUNNING', attempts = attempts + 1, holder = :holder, began_at = :now,
                        held_until = :until, progress = 0 where id = :id""")
                .bind("id", id)
                .bind("holder", holder)
                .bind("now", now)
                .bind("until", until)
                .execute();
    }

    /** Says that a runner lives. Gives the jobs it still holds. */
    Set<Long> hold(Handle handle, String runner, Instant until) {
        handle.createUpdate("update jobs set held_until = :until where holder like :runner and state = 'RUNNING'")
                .bind("runner", runner + "%")
                .bind("until", until)
                .execute();
        return heldBy(handle, runner);
    }

    Set<Long> heldBy(Handle handle, String runner) {
        return handle.createQuery("select id from jobs where holder like :runner and state = 'RUNNING'")
                .bind("runner", runner + "%")
                .mapTo(Long.class)
                .set();
    }

    /** Makes all that is held due now: whoever held it is gone. */
    void giveBack(Handle handle, Instant now) {
        handle.createUpdate("update jobs set held_until = :now where state = 'RUNNING' and not is_foreign")
                .bind("now", now)
                .execute();
    }

    /** Ends a job in one of its last states. False when it was not held by this holder any more. */
    boolean end(Handle handle, long id, String holder, State state, Map<String, Object> result, Instant now) {
        return handle.createUpdate("""
                        update jobs set state = :state, result = :result, job_key = null, ended_at = :now,
                        progress = case when :state = 'DONE' then 100 else progress end, holder = '',
                        problem = case when :state = 'DONE' then '' else problem end
                        where id = :id and holder = :holder and state = 'RUNNING'""")
                        .bind("state", state.name())
                        .bind("result", Json.write(result))
                        .bind("now", now)
                        .bind("id", id)
                        .bind("holder", holder)
                        .execute()
                == 1;
    }

    /** Lets a job wait for its next attempt. */
    boolean postpone(Handle handle, long id, String holder, Instant due) {
        return handle.createUpdate("""
                        update jobs set state = 'WAITING', due_at = :due, holder = ''
                        where id = :id and holder = :holder and state = 'RUNNING'""")
                        .bind("due", due)
                        .bind("id", id)
                        .bind("holder", holder)
                        .execute()
                == 1;
    }

    void problem(Handle handle, long id, String problem) {
        handle.createUpdate("update jobs set problem = :problem where id = :id")
                .bind("id", id)
                .bind("problem", problem)
                .execute();
    }

    boolean progress(Handle handle, long id, String holder, int percent) {
        return handle.createUpdate("update jobs set progress = :percent where id = :id and holder = :holder and state ="
                                + " 'RUNNING'")
                        .bind("id", id)
                        .bind("holder", holder)
                        .bind("percent", percent)
                        .execute()
                == 1;
    }

    boolean cancel(Handle handle, long id, Instant now) {
        return handle.createUpdate("""
                        update jobs set state = 'CANCELLED', ended_at = :now, job_key = null, holder = ''
                        where id = :id and state in ('WAITING', 'RUNNING')""").bind("id", id).bind("now", now).execute() == 1;
    }

    boolean again(Handle handle, long id, Instant now) {
        return handle.createUpdate("""
                        update jobs set state = 'WAITING', attempts = 0, due_at = :now, ended_at = null, progress = 0,
                        run_number = run_number + 1
                        where id = :id and state in ('DEAD', 'CANCELLED')""").bind("id", id).bind("now", now).execute() == 1;
    }

    /** Makes a waiting job due. */
    void hasten(Handle handle, long id, Instant now) {
        handle.createUpdate("update jobs set due_at = :now where id = :id and state = 'WAITING' and due_at > :now")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    List<Job> page(Handle handle, Set<State> states, int offset, int limit) {
        return handle.createQuery(ALL + "where j.state in (<states>) order by j.id desc limit :limit offset :offset")
                .bindList("states", states.stream().map(State::name).toList())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> job(row))
                .list();
    }

    int count(Handle handle, Set<State> states) {
        return handle.createQuery("select count(*) from jobs where state in (<states>)")
                .bindList("states", states.stream().map(State::name).toList())
                .mapTo(Integer.class)
                .one();
    }

    void deleteEnded(Handle handle, Set<State> states, Instant before) {
        handle.createUpdate("delete from jobs where state in (<states>) and ended_at < :before")
                .bindList("states", states.stream().map(State::name).toList())
                .bind("before", before)
                .execute();
    }

    private Job job(ResultSet row) throws SQLException {
        Instant asked = row.getTimestamp("asked_at").toInstant();
        return new Job(
                row.getLong("id"),
                row.getString("what"),
                Json.object(row.getString("args")),
                row.getLong("user_id"),
                Objects.requireNonNullElse(row.getString("user_name"), ""),
                row.getLong("repo_id"),
                State.valueOf(row.getString("state")),
                row.getInt("priority"),
                row.getInt("attempts"),
                asked,
                Optional.ofNullable(row.getTimestamp("due_at"))
                        .map(Timestamp::toInstant)
                        .orElse(asked),
                Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant),
                row.getInt("progress"),
                Json.object(row.getString("result")),
                row.getString("problem"),
                new Wish.Limits(
                        Duration.ofSeconds(row.getInt("hard_seconds")), Duration.ofSeconds(row.getInt("soft_seconds"))),
                row.getBoolean("is_foreign"),
                row.getInt("run_number"));
    }
}
