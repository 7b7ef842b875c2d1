package starforge.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import starforge.db.Json;

final class DeliveryTable {

    long insert(Handle handle, long hook, String msgId, String topic, Map<String, Object> happened, Instant now) {
        return handle.createUpdate("""
                        insert into webhook_deliveries (hook_id, msg_id, topic, happened, made_at)
                        values (:hook, :msg, :topic, :happened, :now)""")
                .bind("hook", hook)
                .bind("msg", msgId)
                .bind("topic", topic)
                .bind("happened", Json.write(happened))
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    void job(Handle handle, long id, long job) {
        handle.createUpdate("update webhook_deliveries set job_id = :job, state = 'WAITING' where id = :id")
                .bind("id", id)
                .bind("job", job)
                .execute();
    }

    void body(Handle handle, long id, String body) {
        handle.createUpdate("update webhook_deliveries set body = :body where id = :id")
                .bind("id", id)
                .bind("body", body)
                .execute();
    }

    void tried(Handle handle, long id, Outcome outcome, Instant now) {
        handle.createUpdate("""
                        update webhook_deliveries set state = :state, headers = :headers, tries = tries + 1,
                        status = :status, answer = :answer, problem = :problem, millis = :millis, sent_at = :now
                        where id = :id""")
                .bind("id", id)
                .bind("state", outcome.state().name())
                .bind("headers", outcome.headers())
                .bind("status", outcome.status())
                .bind("answer", outcome.answer())
                .bind("problem", outcome.problem())
                .bind("millis", outcome.millis())
                .bind("now", now)
                .execute();
    }

    Optional<Delivery> find(Handle handle, long id) {
        return handle.createQuery("select * from webhook_deliveries where id = :id")
                .bind("id", id)
                .map((row, context) -> delivery(row))
                .findOne();
    }

    List<Delivery> page(Handle handle, long hook, int offset, int limit) {
        return handle.createQuery("""
                        select * from webhook_deliveries where hook_id = :hook
                        order by id desc limit :limit offset :offset""")
                .bind("hook", hook)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> delivery(row))
                .list();
    }

    int count(Handle handle, long hook) {
        return handle.createQuery("select count(*) from webhook_deliveries where hook_id = :hook")
                .bind("hook", hook)
                .mapTo(Integer.class)
                .one();
    }

    /** Forgets what ended and is older than the newest ones. */
    void prune(Handle handle, long hook, int kept) {
        handle.createUpdate("""
                        delete from webhook_deliveries where hook_id = :hook and state <> 'WAITING' and id not in
                        (select id from webhook_deliveries where hook_id = :hook order by id desc limit :kept)""").bind("hook", hook).bind("kept", kept).execute();
    }

    private Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getLong("hook_id"),
                row.getLong("job_id"),
                row.getString("msg_id"),
                row.getString("topic"),
                Json.object(row.getString("happened")),
                row.getString("body"),
                row.getString("headers"),
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("tries"),
                row.getInt("status"),
                row.getString("answer"),
                row.getString("problem"),
                row.getInt("millis"),
                row.getTimestamp("made_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("sent_at")).map(Timestamp::toInstant));
    }
}
