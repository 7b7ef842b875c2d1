package starforge.web;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import starforge.access.Identity;
import starforge.access.Level;

final class SessionTable {
    Optional<Session> find(Handle handle, String key, Instant since) {
        return handle.createQuery("""
                        select s.seen_at, u.id, u.name, u.admin from sessions s join users u on u.id = s.user_id
                        where s.key_hash = :key and s.seen_at > :since""")
                .bind("key", key)
                .bind("since", since)
                .map((row, context) -> new Session(
                        key,
                        new Identity(row.getLong("id"), row.getString("name"), row.getBoolean("admin"), Level.ADMIN),
                        row.getTimestamp("seen_at").toInstant()))
                .findOne();
    }

    void insert(Handle handle, String key, long userId, Instant now) {
        handle.createUpdate(
                        "insert into sessions (key_hash, user_id, created_at, seen_at) values (:key, :user, :now, :now)")
                .bind("key", key)
                .bind("user", userId)
                .bind("now", now)
                .execute();
    }

    void seen(Handle handle, String key, Instant now) {
        handle.createUpdate("update sessions set seen_at = :now where key_hash = :key")
                .bind("now", now)
                .bind("key", key)
                .execute();
    }

    void delete(Handle handle, String key) {
        handle.createUpdate("delete from sessions where key_hash = :key")
                .bind("key", key)
                .execute();
    }

    void deleteAll(Handle handle, long userId, String except) {
        handle.createUpdate("delete from sessions where user_id = :user and key_hash <> :except")
                .bind("user", userId)
                .bind("except", except)
                .execute();
    }

    void deleteUnused(Handle handle, Instant before) {
        handle.createUpdate("delete from sessions where seen_at < :before")
                .bind("before", before)
                .execute();
    }
}
