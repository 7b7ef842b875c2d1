package starforge.stars;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Days are counted from 1970-01-01, in UTC. */
final class StarDayTable {
    /** Notes how many stars a repository has on a day now; whoever calls holds the repository. */
    void note(Handle handle, long repoId, long day, int stars) {
        int noted = handle.createUpdate("update star_days set stars = :stars where repo_id = :repo and on_day = :day")
                .bind("stars", stars)
                .bind("repo", repoId)
                .bind("day", day)
                .execute();
        if (noted == 0) {
            handle.createUpdate("insert into star_days (repo_id, on_day, stars) values (:repo, :day, :stars)")
                    .bind("stars", stars)
                    .bind("repo", repoId)
                    .bind("day", day)
                    .execute();
        }
    }

    /** The number at the end of each day on which it changed; as many as there were such days. */
    NavigableMap<Long, Integer> of(Handle handle, long repoId) {
        return new TreeMap<>(handle.createQuery("select on_day, stars from star_days where repo_id = :repo")
                .bind("repo", repoId)
                .map((row, context) -> Map.entry(row.getLong("on_day"), row.getInt("stars")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Repositories that everybody sees and that have more stars now than before a day, and by how many, most first. */
    Map<Long, Integer> risenSince(Handle handle, long day, int limit) {
        Map<Long, Integer> found = new LinkedHashMap<>();
        handle.createQuery("""
                        select id, fresh from (
                          select r.id, r.stars - coalesce((select b.stars from star_days b
                            where b.repo_id = r.id and b.on_day < :day order by b.on_day desc limit 1), 0) as fresh
                          from repos r where r.hidden = false and r.id in (
                            select d.repo_id from star_days d where d.on_day >= :day)) risen
                        where fresh > 0 order by fresh desc, id desc limit :limit""")
                .bind("day", day)
                .bind("limit", limit)
                .map((row, context) -> Map.entry(row.getLong("id"), row.getInt("fresh")))
                .forEach(each -> found.put(each.getKey(), each.getValue()));
        return found;
    }
}
