package starforge.repos;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import starforge.access.Level;

final class CollaboratorTable {
    /** What somebody may do as one who was let or as one of the repository's group, whichever is more. */
    Level level(Handle handle, long repoId, long userId) {
        return handle
                .createQuery("select level from collaborators where repo_id = :repo and user_id = :user")
                .bind("repo", repoId)
                .bind("user", userId)
                .mapTo(String.class)
                .map(CollaboratorTable::read)
                .stream()
                .max(Comparator.naturalOrder())
                .orElse(Level.NONE);
    }

    /** Those who were let; not the people of a group. */
    List<Collaborator> of(Handle handle, long repoId) {
        return handle.createQuery("""
                        select c.user_id, u.name, c.level from helpers c join users u on u.id = c.user_id
                        where c.repo_id = :repo order by u.name_key""")
                .bind("repo", repoId)
                .map((row, context) ->
                        new Collaborator(row.getLong("user_id"), row.getString("name"), read(row.getString("level"))))
                .list();
    }

    void set(Handle handle, long repoId, long userId, Level level) {
        remove(handle, repoId, userId);
        handle.createUpdate("insert into helpers (repo_id, user_id, level) values (:repo, :user, :level)")
                .bind("repo", repoId)
                .bind("user", userId)
                .bind("level", level.word())
                .execute();
    }

    boolean remove(Handle handle, long repoId, long userId) {
        return handle.createUpdate("delete from helpers where repo_id = :repo and user_id = :user")
                        .bind("repo", repoId)
                        .bind("user", userId)
                        .execute()
                > 0;
    }

    private static Level read(String word) {
        return Level.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
