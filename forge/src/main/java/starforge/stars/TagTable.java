package starforge.stars;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

final class TagTable {
    boolean exists(Handle handle, long userId, long repoId, String tag) {
        return handle.createQuery("select 1 from star_tags where user_id = :user and repo_id = :repo and tag = :tag")
                .bind("user", userId)
                .bind("repo", repoId)
                .bind("tag", tag)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    void insert(Handle handle, long userId, long repoId, String tag) {
        handle.createUpdate("insert into star_tags (user_id, repo_id, tag) values (:user, :repo, :tag)")
                .bind("user", userId)
                .bind("repo", repoId)
                .bind("tag", tag)
                .execute();
    }

    boolean delete(Handle handle, long userId, long repoId, String tag) {
        return handle.createUpdate("delete from star_tags where user_id = :user and repo_id = :repo and tag = :tag")
                        .bind("user", userId)
                        .bind("repo", repoId)
                        .bind("tag", tag)
                        .execute()
                > 0;
    }

    int countOf(Handle handle, long userId, long repoId) {
        return handle.createQuery("select count(*) from star_tags where user_id = :user and repo_id = :repo")
                .bind("user", userId)
                .bind("repo", repoId)
                .mapTo(Integer.class)
                .one();
    }

    /** How many other tags somebody has. */
    int countOthers(Handle handle, long userId, String tag) {
        return handle.createQuery("select count(distinct tag) from star_tags where user_id = :user and tag <> :tag")
                .bind("user", userId)
                .bind("tag", tag)
                .mapTo(Integer.class)
                .one();
    }

    /** All tags of somebody, by name, with how many stars have each. */
    List<StarTag> all(Handle handle, long userId) {
        return handle.createQuery("""
                        select tag, count(*) as stars from star_tags where user_id = :user group by tag order by tag""")
                .bind("user", userId)
                .map((row, context) -> new StarTag(row.getString("tag"), row.getInt("stars")))
                .list();
    }

    /** The tags of some of somebody's stars, by repository; not of none. */
    Map<Long, List<String>> of(Handle handle, long userId, Collection<Long> repos) {
        Map<Long, List<String>> tags = new HashMap<>();
        handle.createQuery("""
                        select repo_id, tag from star_tags where user_id = :user and repo_id in (<repos>)
                        order by repo_id, tag""")
                .bind("user", userId)
                .bindList("repos", List.copyOf(repos))
                .map((row, context) -> Map.entry(row.getLong("repo_id"), row.getString("tag")))
                .forEach(each -> tags.computeIfAbsent(each.getKey(), key -> new ArrayList<>())
                        .add(each.getValue()));
        return tags;
    }
}
