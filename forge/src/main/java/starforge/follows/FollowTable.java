package starforge.follows;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

final class FollowTable {
    /** Holds an account until the transaction ends, so that nobody deletes it meanwhile. Gives false when it is gone. */
    boolean hold(Handle handle, long userId) {
        return handle.createQuery("select id from users where id = :id for update")
                .bind("id", userId)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** Adds a follow. Gives false when it was there. */
    boolean insert(Handle handle, long follower, long followed, Instant now) {
        if (exists(handle, follower, followed)) {
            return false;
        }
        handle.createUpdate(
                        "insert into follows (follower_id, followed_id, followed_at) values (:follower, :followed, :now)")
                .bind("follower", follower)
                .bind("followed", followed)
                .bind("now", now)
                .execute();
        return true;
    }

    boolean delete(Handle handle, long follower, long followed) {
        return handle.createUpdate("delete from follows where follower_id = :follower and followed_id = :followed")
                        .bind("follower", follower)
                        .bind("followed", followed)
                        .execute()
                > 0;
    }

    boolean exists(Handle handle, long follower, long followed) {
        return handle.createQuery("select 1 from follows where follower_id = :follower and followed_id = :followed")
                .bind("follower", follower)
                .bind("followed", followed)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Those whom somebody follows, newest first: their numbers and names. */
    Map<Long, String> followed(Handle handle, long userId, int limit) {
        Map<Long, String> found = new LinkedHashMap<>();
        handle.createQuery("""
                        select u.id, u.name from follows f join users u on u.id = f.followed_id
                        where f.follower_id = :user and u.blocked = false
                        order by f.followed_at desc, u.id desc limit :limit""")
                .bind("user", userId)
                .bind("limit", limit)
                .map((row, context) -> Map.entry(row.getLong("id"), row.getString("name")))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    int count(Handle handle, Side side, long userId) {
        return handle.createQuery("select count(*) from follows f join users u on u.id = f.<shown>"
                        + " where f.<given> = :user and u.blocked = false")
                .define("shown", side.shown())
                .define("given", side.given())
                .bind("user", userId)
                .mapTo(Integer.class)
                .one();
    }

    List<Follow> list(Handle handle, Side side, long userId, long reader, int offset, int limit) {
        return handle.createQuery("""
                        select u.name, u.full_name, f.followed_at, exists (
                          select 1 from follows mine where mine.follower_id = :reader and mine.followed_id = u.id) as following
                        from follows f join users u on u.id = f.<shown>
                        where f.<given> = :user and u.blocked = false
                        order by f.followed_at desc, u.id desc limit :limit offset :offset""")
                .define("shown", side.shown())
                .define("given", side.given())
                .bind("user", userId)
                .bind("reader", reader)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> new Follow(
                        row.getString("name"),
                        row.getString("full_name"),
                        row.getTimestamp("followed_at").toInstant(),
                        row.getBoolean("following")))
                .list();
    }
}
