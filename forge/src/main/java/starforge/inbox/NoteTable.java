package starforge.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

final class NoteTable {
    /** The number of an account by its name, 0 for none. */
    long number(Handle handle, String nameKey) {
        return handle.createQuery("select coalesce(max(id), 0) from users where name_key = :key")
                .bind("key", nameKey)
                .mapTo(Long.class)
                .one();
    }

    /** Those who watch a repository by one of these levels and may see it; all of it by their part in it unless they chose. */
    List<Long> watchers(Handle handle, long repoId, List<String> levels, long but) {
        return handle.createQuery("""
                        select u.id from users u join repos r on r.id = :repo
                        where u.blocked = false and u.id \\<> :but and u.id in (
                          select w.user_id from watches w where w.repo_id = :repo and w.level in (<levels>)
                          union select o.owner_id from repos o where o.id = :repo and not exists (
                            select 1 from watches w where w.repo_id = :repo and w.user_id = o.owner_id)
                          union select c.user_id from collaborators c
                            where c.repo_id = :repo and c.level in ('write', 'admin') and not exists (
                              select 1 from watches w where w.repo_id = :repo and w.user_id = c.user_id))
                        and (r.hidden = false or u.admin = true or r.owner_id = u.id or exists (
                          select 1 from collaborators c where c.repo_id = r.id and c.user_id = u.id))""")
                .bindList("levels", levels)
                .bind("repo", repoId)
                .bind("but", but)
                .mapTo(Long.class)
                .list();
    }

    /** Those of some names who see a repository and did not choose to be told nothing of it. */
    List<Long> mentioned(Handle handle, long repoId, Set<String> nameKeys, long but) {
        return handle.createQuery("""
                        select u.id from users u join repos r on r.id = :repo
                        where u.blocked = false and u.id \\<> :but and u.name_key in (<names>)
                        and not exists (
                          select 1 from watches w where w.repo_id = r.id and w.user_id = u.id and w.level = 'off')
                        and (r.hidden = false or u.admin = true or r.owner_id = u.id or exists (
                          select 1 from collaborators c where c.repo_id = r.id and c.user_id = u.id))""")
                .bindList("names", List.copyOf(nameKeys))
                .bind("repo", repoId)
                .bind("but", but)
                .mapTo(Long.class)
                .list();
    }

    /** Whether somebody was told before that the same one starred the same, or follows them. */
    boolean isTold(Handle handle, long userId, Note note) {
        return handle.createQuery("""
                        select count(*) from notes where user_id = :user and reason = :reason
                          and actor_id = :actor and repo_id = :repo""")
                        .bind("user", userId)
                        .bind("reason", note.reason())
                        .bind("actor", note.actorId())
                        .bind("repo", note.repoId())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    void insert(Handle handle, Map<Long, Note> notes) {
        PreparedBatch batch = handle.prepareBatch("""
                        insert into notes (user_id, seq, reason, actor_id, repo_id, unread)
                        values (:user, :seq, :reason, :actor, :repo, true)""");
        notes.forEach((user, note) -> batch.bind("user", user)
                .bind("seq", note.seq())
                .bind("reason", note.reason())
                .bind("actor", note.actorId())
                .bind("repo", note.repoId())
                .add());
        batch.execute();
    }

    /** Lets go of all but the newest of somebody's. */
    void prune(Handle handle, long userId, int keep) {
        handle.createUpdate("""
                        delete from notes where user_id = :user and seq \\<= (
                          select max(s.seq) from (
                            select n.seq from notes n where n.user_id = :user order by n.seq desc limit 1 offset :keep) s)""").bind("user", userId).bind("keep", keep).execute();
    }

    List<Note> of(Handle handle, long userId, boolean onlyUnread, long before, int limit) {
        return handle.createQuery("""
                        select seq, reason, actor_id, repo_id, unread from notes
                        where user_id = :user and seq \\< :before and (unread = true or :all = true)
                        order by seq desc limit :limit""")
                .bind("user", userId)
                .bind("before", before)
                .bind("all", !onlyUnread)
                .bind("limit", limit)
                .map((row, context) -> new Note(
                        row.getLong("seq"),
                        row.getString("reason"),
                        row.getLong("actor_id"),
                        row.getLong("repo_id"),
                        row.getBoolean("unread")))
                .list();
    }

    /** How much is unread of each repository, 0 for none, of people who are there and of stars and follows that hold. */
    Map<Long, Integer> unread(Handle handle, long userId) {
        Map<Long, Integer> counts = new HashMap<>();
        handle.createQuery("""
                        select n.repo_id, count(*) as unread from notes n left join users a on a.id = n.actor_id
                        where n.user_id = :user and n.unread = true and (n.actor_id = 0 or a.blocked = false)
                          and (n.reason \\<> 'starred' or exists (
                            select 1 from stars s where s.repo_id = n.repo_id and s.user_id = n.actor_id))
                          and (n.reason \\<> 'followed' or exists (
                            select 1 from follows f where f.follower_id = n.actor_id and f.followed_id = n.user_id))
                        group by n.repo_id""")
                .bind("user", userId)
                .map((row, context) -> Map.entry(row.getLong("repo_id"), row.getInt("unread")))
                .forEach(found -> counts.put(found.getKey(), found.getValue()));
        return counts;
    }

    /** Marks what is up to a place as read, or what is at it alone. */
    void read(Handle handle, long userId, long seq, boolean alone) {
        handle.createUpdate("update notes set unread = false where user_id = :user and unread = true and seq "
                        + (alone ? "=" : "\\<=") + " :seq")
                .bind("user", userId)
                .bind("seq", seq)
                .execute();
    }
}
