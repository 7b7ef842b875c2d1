package starforge.live;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class AskTable {
    long insert(Handle handle, long userId, String what, Instant now) {
        return handle.createUpdate("insert into asks (user_id, what, asked_at) values (:user, :what, :now)")
                .bind("user", userId)
                .bind("what", what)
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    Optional<Long> asker(Handle handle, long id) {
        return handle.createQuery("select user_id from asks where id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
    }

    void deleteBefore(Handle handle, Instant end) {
        handle.createUpdate("delete from asks where asked_at < :end")
                .bind("end", end)
                .execute();
    }
}
