package starforge.signin;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class PasswordLinkTable {
    Optional<Long> find(Handle handle, String hash, Instant now) {
        return handle.createQuery("select user_id from password_links where key_hash = :hash and expires_at > :now")
                .bind("hash", hash)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne();
    }

    void insert(Handle handle, String hash, long userId, Instant end) {
        handle.createUpdate("insert into password_links (key_hash, user_id, expires_at) values (:hash, :user, :end)")
                .bind("hash", hash)
                .bind("user", userId)
                .bind("end", end)
                .execute();
    }

    boolean delete(Handle handle, String hash) {
        return handle.createUpdate("delete from password_links where key_hash = :hash")
                        .bind("hash", hash)
                        .execute()
                > 0;
    }

    void deleteOf(Handle handle, long userId) {
        handle.createUpdate("delete from password_links where user_id = :user")
                .bind("user", userId)
                .execute();
    }
}
