package starforge.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import starforge.access.Identity;
import starforge.access.Level;

final class SessionTable {
    Optional<Session> find(Handle handle, String key, Instant since) {
        return handle.createQuery("""
                        select s.seen_at, u.id, u.name, u.admin from sessions s join users u on u.id = s.user_id
                        where s.key_hash = :key and s.seen_at > :since and u.blocked = false""")
                .bind("key", key)
                .bind("since", since)
                .map((row, context) -> new Session(
                        key,
                        new Identity(row.getLong("id"), row.getString("name"), row.getBoolean("admin"), Level.ADMIN),
                        row.getTimestamp("seen_at").toInstant()))
                .findOne();
    }

    List<SignedIn> of(Handle handle, long userId, Instant since) {
        return handle.createQuery(
                        "select * from sessions where user_id = :user and seen_at > :since order by seen_at desc limit 100")
                .bind("user", userId)
                .bind("since", since)
                .map((row, context) -> new SignedIn(
                        row.getLong("id"),
                        row.getString("key_hash"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("seen_at").toInstant(),
                        row.getString("agent"),
                        row.getString("remote")))
                .list();
    }

    boolean delete(Handle handle, long userId, long id) {
        return handle.createUpdate("delete from sessions where user_id = :user and id = :id")
                        .bind("user", userId)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    void insert(Handle handle, String key, long userId, String agent, String remote, Instant now) {
        handle.createUpdate("""
                        insert into sessions (key_hash, user_id, agent, remote, created_at, seen_at)
                        values (:key, :user, :agent, :remote, :now, :now)""")
                .bind("key", key)
                .bind("agent", agent)
                .bind("remote", remote)
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
