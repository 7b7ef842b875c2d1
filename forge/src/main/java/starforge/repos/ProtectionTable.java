package starforge.repos;

import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import starforge.access.Level;

final class ProtectionTable {
    List<Protection> of(Handle handle, long repoId) {
        return handle.createQuery("select * from protected_branches where repo_id = :repo order by pattern")
                .bind("repo", repoId)
                .map((row, context) -> new Protection(
                        row.getLong("id"),
                        row.getString("pattern"),
                        Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT))))
                .list();
    }

    void insert(Handle handle, long repoId, String pattern, Level mayPush) {
        handle.createUpdate("insert into protected_branches (repo_id, pattern, level) values (:repo, :pattern, :level)")
                .bind("repo", repoId)
                .bind("pattern", pattern)
                .bind("level", mayPush.word())
                .execute();
    }

    boolean delete(Handle handle, long repoId, long id) {
        return handle.createUpdate("delete from protected_branches where repo_id = :repo and id = :id")
                        .bind("repo", repoId)
                        .bind("id", id)
                        .execute()
                > 0;
    }
}
