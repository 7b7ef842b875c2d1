package starforge.releases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class ReleaseTable {
    private static final String ALL = """
                    select r.id, r.tag, r.title, r.notes, r.early, coalesce(u.name, '') as author, r.created_at
                    from releases r left join users u on u.id = r.author_id and u.blocked = false where r.repo_id = :repo""";

    /** Holds the repository until the transaction ends, so that nobody deletes it meanwhile. False when it is gone. */
    boolean hold(Handle handle, long repo) {
        return handle.createQuery("select 1 from repos where id = :repo for update")
                .bind("repo", repo)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    long insert(Handle handle, long repo, String tag, ReleaseWish wish, long author, Instant now) {
        return handle.createUpdate("""
                        insert into releases (repo_id, tag, title, notes, early, author_id, created_at)
                        values (:repo, :tag, :title, :notes, :early, :author, :now)""")
                .bind("repo", repo)
                .bind("tag", tag)
                .bind("title", wish.title())
                .bind("notes", wish.notes())
                .bind("early", wish.early())
                .bind("author", author)
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    void update(Handle handle, long id, ReleaseWish wish) {
        handle.createUpdate("update releases set title = :title, notes = :notes, early = :early where id = :id")
                .bind("title", wish.title())
                .bind("notes", wish.notes())
                .bind("early", wish.early())
                .bind("id", id)
                .execute();
    }

    boolean delete(Handle handle, long id) {
        return handle.createUpdate("delete from releases where id = :id")
                        .bind("id", id)
                        .execute()
                > 0;
    }

    Optional<Release> find(Handle handle, long repo, String tag) {
        return handle.createQuery(ALL + " and r.tag = :tag")
                .bind("repo", repo)
                .bind("tag", tag)
                .map((row, context) -> release(row))
                .findOne();
    }

    /** Those of some tags; not of none. */
    List<Release> of(Handle handle, long repo, Collection<String> tags) {
        return handle.createQuery(ALL + " and r.tag in (<tags>)")
                .bind("repo", repo)
                .bindList("tags", List.copyOf(tags))
                .map((row, context) -> release(row))
                .list();
    }

    List<Release> newest(Handle handle, long repo, int limit) {
        return handle.createQuery(ALL + " order by r.created_at desc, r.id desc limit :limit")
                .bind("repo", repo)
                .bind("limit", limit)
                .map((row, context) -> release(row))
                .list();
    }

    private static Release release(ResultSet row) throws SQLException {
        return new Release(
                row.getLong("id"),
                row.getString("tag"),
                row.getString("title"),
                row.getString("notes"),
                row.getBoolean("early"),
                row.getString("author"),
                row.getTimestamp("created_at").toInstant());
    }

    void insertFile(Handle handle, ReleaseFile file, Instant now) {
        handle.createUpdate("""
                        insert into release_files (release_id, name, stored, size, sha256, created_at)
                        values (:release, :name, :stored, :size, :sha256, :now)""")
                .bind("release", file.releaseId())
                .bind("name", file.name())
                .bind("stored", file.stored())
                .bind("size", file.size())
                .bind("sha256", file.sha256())
                .bind("now", now)
                .execute();
    }

    void deleteFile(Handle handle, long id) {
        handle.createUpdate("delete from release_files where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Those of some releases, by name; not of none. */
    List<ReleaseFile> files(Handle handle, Collection<Long> releases) {
        return handle.createQuery("select * from release_files where release_id in (<releases>) order by name")
                .bindList("releases", List.copyOf(releases))
                .map((row, context) -> new ReleaseFile(
                        row.getLong("id"),
                        row.getLong("release_id"),
                        row.getString("name"),
                        row.getString("stored"),
                        row.getLong("size"),
                        row.getString("sha256")))
                .list();
    }

    /** Every name on the disk that is in use. */
    List<String> stored(Handle handle) {
        return handle.createQuery("select stored from release_files")
                .mapTo(String.class)
                .list();
    }
}
