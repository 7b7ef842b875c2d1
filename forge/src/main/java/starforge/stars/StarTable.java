package starforge.stars;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class StarTable {
    /** Adds a star. Gives false when it was there; breaks on the key when another transaction is adding it just now. */
    boolean insert(Handle handle, long repoId, long userId, Instant now) {
        if (exists(handle, repoId, userId)) {
            return false;
        }
        handle.createUpdate("insert into stars (repo_id, user_id, starred_at) values (:repo, :user, :now)")
                .bind("repo", repoId)
                .bind("user", userId)
                .bind("now", now)
                .execute();
        return true;
    }

    boolean delete(Handle handle, long repoId, long userId) {
        return handle.createUpdate("delete from stars where repo_id = :repo and user_id = :user")
                        .bind("repo", repoId)
                        .bind("user", userId)
                        .execute()
                > 0;
    }

    boolean exists(Handle handle, long repoId, long userId) {
        return handle.createQuery("select 1 from stars where repo_id = :repo and user_id = :user")
                .bind("repo", repoId)
                .bind("user", userId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Changes the count kept with the repository; its row lock puts parallel clicks in a row. */
    int count(Handle handle, long repoId, int change) {
        handle.createUpdate("update repos set stars = stars + :change where id = :repo")
                .bind("change", change)
                .bind("repo", repoId)
                .execute();
        return count(handle, repoId);
    }

    int count(Handle handle, long repoId) {
        return handle.createQuery("select stars from repos where id = :repo")
                .bind("repo", repoId)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    long total(Handle handle) {
        return handle.createQuery("select count(*) from stars")
                .mapTo(Long.class)
                .one();
    }

    List<Star> of(Handle handle, long repoId, int offset, int limit) {
        return handle.createQuery("""
                        select u.name, s.starred_at from stars s join users u on u.id = s.user_id
                        where s.repo_id = :repo order by s.starred_at desc, u.id desc limit :limit offset :offset""")
                .bind("repo", repoId)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> new Star(
                        row.getString("name"), row.getTimestamp("starred_at").toInstant()))
                .list();
    }
}
