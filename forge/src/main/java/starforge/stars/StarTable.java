package starforge.stars;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.RepoName;

final class StarTable {
    private static final int FANS = 200;
    private static final int PAIRS = 10_000;
    private static final int FOUND = 100;

    /**
     * The count kept with the repository, held until the transaction ends: parallel clicks stand in a row, and nobody
     * deletes the repository meanwhile (the foreign keys of H2 do not wait for that).
     */
    Optional<Integer> hold(Handle handle, long repoId) {
        return handle.createQuery("select stars from repos where id = :repo for update")
                .bind("repo", repoId)
                .mapTo(Integer.class)
                .findOne();
    }

    /** Adds a star. Gives false when it was there. */
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

    void setCount(Handle handle, long repoId, int count) {
        handle.createUpdate("update repos set stars = :count where id = :repo")
                .bind("count", count)
                .bind("repo", repoId)
                .execute();
    }

    int count(Handle handle, long repoId) {
        return handle.createQuery("select stars from repos where id = :repo")
                .bind("repo", repoId)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    boolean isBlocked(Handle handle, long userId) {
        return handle.createQuery("select 1 from users where id = :user and blocked = true")
                .bind("user", userId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** The stars of a repository counted one by one, without those of blocked people. */
    int exactly(Handle handle, long repoId) {
        return handle.createQuery("""
                        select count(*) from stars s join users u on u.id = s.user_id
                        where s.repo_id = :repo and u.blocked = false""").bind("repo", repoId).mapTo(Integer.class).one();
    }

    /** All that somebody starred, whoever sees it. */
    List<Gate.Entry> starredBy(Handle handle, long userId) {
        return handle.createQuery("""
                        select r.id, r.full_name, r.hidden from stars s join repos r on r.id = s.repo_id
                        where s.user_id = :user order by r.id""")
                .bind("user", userId)
                .map((row, context) -> new Gate.Entry(
                        row.getLong("id"),
                        RepoName.parse(row.getString("full_name")).orElseThrow(),
                        row.getBoolean("hidden"),
                        Level.NONE))
                .list();
    }

    long total(Handle handle) {
        return handle.createQuery("select count(*) from stars")
                .mapTo(Long.class)
                .one();
    }

    List<Star> of(Handle handle, long repoId, int offset, int limit) {
        return handle.createQuery("""
                        select u.name, s.starred_at from stars s join users u on u.id = s.user_id
                        where s.repo_id = :repo and u.blocked = false
                                    order by s.starred_at desc, u.id desc limit :limit offset :offset""")
                .bind("repo", repoId)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> new Star(
                        row.getString("name"), row.getTimestamp("starred_at").toInstant()))
                .list();
    }

    /**
     * Repositories by number that those with the newest stars for another one starred, too, and how many of them; blocked
     * people are nobody. The limits bound what is read: {@value #FANS} people and {@value #PAIRS} of their stars.
     */
    Map<Long, Integer> alsoStarred(Handle handle, long repoId) {
        Map<Long, Integer> found = new LinkedHashMap<>();
        handle.createQuery("""
                        select repo_id, count(*) as fans from (
                          select other.repo_id from (
                            select s.user_id from stars s join users u on u.id = s.user_id
                            where s.repo_id = :repo and u.blocked = false order by s.starred_at desc limit :people) fan
                          join stars other on other.user_id = fan.user_id
                          where other.repo_id <> :repo limit :pairs) pair
                        group by repo_id order by fans desc, repo_id desc limit :found""")
                .bind("repo", repoId)
                .bind("people", FANS)
                .bind("pairs", PAIRS)
                .bind("found", FOUND)
                .map((row, context) -> Map.entry(row.getLong("repo_id"), row.getInt("fans")))
                .forEach(each -> found.put(each.getKey(), each.getValue()));
        return found;
    }
}
