package starforge.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import starforge.access.Identity;
import starforge.access.Level;

final class KeyTable {
    /** The one whom a key stands for, with the user or group that owns the repository for a deploy key. Compared letter by letter. */
    Optional<Identity> holder(Handle handle, String fingerprint) {
        return handle.createQuery("""
                        select k.user_id, k.repo_id, k.writes, coalesce(u.name, g.name) as name, u.admin
                        from ssh_keys k left join repos r on r.id = k.repo_id
                          left join user_groups g on g.id = r.group_id
                          left join users u on u.id = coalesce(k.user_id, r.owner_id)
                        where k.fingerprint = :fingerprint and (u.blocked = false or g.id is not null)""")
                .bind("fingerprint", fingerprint)
                .map((row, context) -> holder(row))
                .findOne();
    }

    private static Identity holder(ResultSet row) throws SQLException {
        long repo = row.getLong("repo_id");
        return repo > 0
                ? Identity.ofRepo(repo, row.getString("name"), row.getBoolean("writes") ? Level.WRITE : Level.READ)
                : new Identity(row.getLong("user_id"), row.getString("name"), row.getBoolean("admin"), Level.ADMIN);
    }

    Optional<Key> find(Handle handle, String fingerprint) {
        return handle.createQuery("select * from ssh_keys where fingerprint = :fingerprint")
                .bind("fingerprint", fingerprint)
                .map((row, context) -> key(row))
                .findOne();
    }

    List<Key> ofUser(Handle handle, long userId) {
        return list(handle.createQuery("select * from ssh_keys where user_id = :owner order by id"), userId);
    }

    List<Key> ofRepo(Handle handle, long repoId) {
        return list(handle.createQuery("select * from ssh_keys where repo_id = :owner order by id"), repoId);
    }

    private static List<Key> list(Query query, long owner) {
        return query.bind("owner", owner).map((row, context) -> key(row)).list();
    }

    void insert(Handle handle, NewKey wish, PublicKey key, Instant now) {
        handle.createUpdate("""
                        insert into ssh_keys (user_id, repo_id, writes, title, key_type, key_blob, fingerprint, created_at)
                        values (:user, :repo, :writes, :title, :type, :blob, :fingerprint, :now)""")
                .bind("user", wish.userId())
                .bind("repo", wish.repoId())
                .bind("writes", wish.writes())
                .bind("title", wish.title())
                .bind("type", key.type())
                .bind("blob", key.blob())
                .bind("fingerprint", key.fingerprint())
                .bind("now", now)
                .execute();
    }

    /**
     * Who gets a key.
     *
     * @param userId a person, or empty
     * @param repoId a repository, or empty
     */
    record NewKey(Optional<Long> userId, Optional<Long> repoId, boolean writes, String title) {}

    boolean deleteOfUser(Handle handle, long userId, long id) {
        return handle.createUpdate("delete from ssh_keys where user_id = :user and id = :id")
                        .bind("user", userId)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    boolean deleteOfRepo(Handle handle, long repoId, long id) {
        return handle.createUpdate("delete from ssh_keys where repo_id = :repo and id = :id")
                        .bind("repo", repoId)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    void used(Handle handle, long id, Instant now) {
        handle.createUpdate("update ssh_keys set used_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getLong("repo_id"),
                row.getBoolean("writes"),
                row.getString("title"),
                row.getString("key_type"),
                row.getString("fingerprint"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("used_at")).map(Timestamp::toInstant));
    }
}
