package starforge.watches;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

final class WatchTable {
    /** Holds a repository until the transaction ends: parallel clicks stand in a row. Gives false when it is gone. */
    boolean hold(Handle handle, long repoId) {
        return handle.createQuery("select id from repos where id = :repo for update")
                .bind("repo", repoId)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    Optional<WatchLevel> chosen(Handle handle, long repoId, long userId) {
        return handle.createQuery("select level from watches where repo_id = :repo and user_id = :user")
                .bind("repo", repoId)
                .bind("user", userId)
                .mapTo(String.class)
                .findOne()
                .map(WatchLevel::read);
    }

    /** Whether somebody watches all of a repository without having chosen it: who owns it or may write there. */
    boolean isAtHome(Handle handle, long repoId, long userId) {
        return handle.createQuery("""
                        select 1 from repos r where r.id = :repo and (r.owner_id = :user or exists (
                          select 1 from collaborators c
                          where c.repo_id = r.id and c.user_id = :user and c.level in ('write', 'admin')))""")
                .bind("repo", repoId)
                .bind("user", userId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** The repositories that somebody watches more than for mentions, whether they see them now or not. */
    Map<Long, WatchLevel> watched(Handle handle, long userId) {
        return handle.createQuery("""
                        select w.repo_id, w.level from watches w where w.user_id = :user and w.level in (<counted>)
                        union select r.id, 'all' from repos r where r.owner_id = :user and not exists (
                          select 1 from watches w where w.repo_id = r.id and w.user_id = :user)
                        union select c.repo_id, 'all' from collaborators c
                          where c.user_id = :user and c.level in ('write', 'admin') and not exists (
                            select 1 from watches w where w.repo_id = c.repo_id and w.user_id = :user)""")
                .bindList("counted", WatchLevel.COUNTED)
                .bind("user", userId)
                .map((row, context) -> Map.entry(row.getLong(1), WatchLevel.read(row.getString(2))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one));
    }

    void set(Handle handle, long repoId, long userId, WatchLevel level, Instant now) {
        remove(handle, repoId, userId);
        handle.createUpdate(
                        "insert into watches (repo_id, user_id, level, watched_at) values (:repo, :user, :level, :now)")
                .bind("repo", repoId)
                .bind("user", userId)
                .bind("level", level.word())
                .bind("now", now)
                .execute();
    }

    void remove(Handle handle, long repoId, long userId) {
        handle.createUpdate("delete from watches where repo_id = :repo and user_id = :user")
                .bind("repo", repoId)
                .bind("user", userId)
                .execute();
    }

    /** Those who are told of more than mentions, may enter, and see the repository. */
    int count(Handle handle, long repoId) {
        return handle.createQuery("""
                        select count(*) from users u join repos r on r.id = :repo
                        where u.blocked = false and u.id in (
                          select w.user_id from watches w where w.repo_id = :repo and w.level in (<counted>)
                          union select o.owner_id from repos o where o.id = :repo and not exists (
                            select 1 from watches w where w.repo_id = :repo and w.user_id = o.owner_id)
                          union select c.user_id from collaborators c
                            where c.repo_id = :repo and c.level in ('write', 'admin') and not exists (
                              select 1 from watches w where w.repo_id = :repo and w.user_id = c.user_id))
                        and (r.hidden = false or u.admin = true or r.owner_id = u.id or exists (
                          select 1 from collaborators c where c.repo_id = r.id and c.user_id = u.id))""")
                .bindList("counted", WatchLevel.COUNTED)
                .bind("repo", repoId)
                .mapTo(Integer.class)
                .one();
    }
}
