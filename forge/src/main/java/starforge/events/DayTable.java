package starforge.events;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Days are counted from 1970-01-01, in UTC. */
final class DayTable {
    /** Counts one more contribution of whoever has a name; of nobody when it is nobody's. Changes take turns. */
    void add(Handle handle, String actorKey, long day, long repoId) {
        int counted = handle.createUpdate("""
                        update active_days set deeds = deeds + 1 where on_day = :day and repo_id = :repo
                          and user_id = (select u.id from users u where u.name_key = :actor)""")
                .bind("day", day)
                .bind("repo", repoId)
                .bind("actor", actorKey)
                .execute();
        if (counted == 0) {
            handle.createUpdate("""
                            insert into active_days (user_id, on_day, repo_id, deeds)
                            select u.id, :day, r.id, 1 from users u, repos r where u.name_key = :actor and r.id = :repo""")
                    .bind("day", day)
                    .bind("repo", repoId)
                    .bind("actor", actorKey)
                    .execute();
        }
    }

    /** What somebody did since a day, at public repositories together and at each private one. */
    List<Doing> since(Handle handle, long userId, long day) {
        return handle.createQuery("""
                        select a.on_day, case when r.hidden = true then r.id else 0 end as closed, sum(a.deeds) as deeds
                        from active_days a join repos r on r.id = a.repo_id
                        where a.user_id = :user and a.on_day >= :day
                        group by a.on_day, case when r.hidden = true then r.id else 0 end order by a.on_day""")
                .bind("user", userId)
                .bind("day", day)
                .map((row, context) -> new Doing(row.getLong("on_day"), row.getLong("closed"), row.getInt("deeds")))
                .list();
    }
}
