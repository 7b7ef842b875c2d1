package starforge.flags;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import starforge.flags.Flag.Status;

final class FlagTable {
    private static final String ALL =
            "select f.*, u.name as user_name from flags f left join users u on u.id = f.user_id ";

    Optional<Flag> find(Handle handle, long repo, String commit, String uid) {
        return handle.createQuery(ALL + "where f.repo_id = :repo and f.commit_id = :commit and f.uid = :uid")
                .bind("repo", repo)
                .bind("commit", commit)
                .bind("uid", uid)
                .map((row, context) -> flag(row))
                .findOne();
    }

    List<Flag> of(Handle handle, long repo, String commit) {
        return handle.createQuery(ALL + "where f.repo_id = :repo and f.commit_id = :commit order by f.id")
                .bind("repo", repo)
                .bind("commit", commit)
                .map((row, context) -> flag(row))
                .list();
    }

    List<Flag> of(Handle handle, long repo, Set<String> commits) {
        return handle.createQuery(ALL + "where f.repo_id = :repo and f.commit_id in (<commits>) order by f.id")
                .bind("repo", repo)
                .bindList("commits", List.copyOf(commits))
                .map((row, context) -> flag(row))
                .list();
    }

    List<Flag> ofTips(Handle handle, Set<Long> repos, Set<String> commits) {
        return handle.createQuery(ALL + "where f.repo_id in (<repos>) and f.commit_id in (<commits>)")
                .bindList("repos", List.copyOf(repos))
                .bindList("commits", List.copyOf(commits))
                .map((row, context) -> flag(row))
                .list();
    }

    int count(Handle handle, long repo, String commit) {
        return handle.createQuery("select count(*) from flags where repo_id = :repo and commit_id = :commit")
                .bind("repo", repo)
                .bind("commit", commit)
                .mapTo(Integer.class)
                .one();
    }

    void insert(Handle handle, long repo, String commit, String uid, long user, FlagWish wish, long job, Instant now) {
        handle.createUpdate("""
                        insert into flags (repo_id, commit_id, uid, user_id, username, status, percent, comment, url, job_id,
                        created_at, updated_at) values (:repo, :commit, :uid, :user, :username, :status, :percent, :comment,
                        :url, :job, :now, :now)""")
                .bind("repo", repo)
                .bind("commit", commit)
                .bind("uid", uid)
                .bind("user", user == 0 ? null : user)
                .bind("username", wish.username())
                .bind("status", wish.status().name())
                .bind("percent", percent(wish))
                .bind("comment", wish.comment())
                .bind("url", wish.url())
                .bind("job", job)
                .bind("now", now)
                .execute();
    }

    void update(Handle handle, long id, FlagWish wish, long job, Instant now) {
        handle.createUpdate("""
                        update flags set username = :username, status = :status, percent = :percent, comment = :comment,
                        url = :url, job_id = :job, updated_at = :now where id = :id""")
                .bind("id", id)
                .bind("username", wish.username())
                .bind("status", wish.status().name())
                .bind("percent", percent(wish))
                .bind("comment", wish.comment())
                .bind("url", wish.url())
                .bind("job", job)
                .bind("now", now)
                .execute();
    }

    private static @Nullable Integer percent(FlagWish wish) {
        return wish.percent().isPresent() ? wish.percent().getAsInt() : null;
    }

    /** How many lines there are. */
    int lines(Handle handle, long flag) {
        return handle.createQuery("select count(*) from flag_lines where flag_id = :flag")
                .bind("flag", flag)
                .mapTo(Integer.class)
                .one();
    }

    void addLine(Handle handle, long flag, int number, String text) {
        handle.createUpdate("insert into flag_lines (flag_id, number, content) values (:flag, :number, :text)")
                .bind("flag", flag)
                .bind("number", number)
                .bind("text", text)
                .execute();
    }

    void deleteLines(Handle handle, long flag) {
        handle.createUpdate("delete from flag_lines where flag_id = :flag")
                .bind("flag", flag)
                .execute();
    }

    List<String> log(Handle handle, long flag) {
        return handle.createQuery("select content from flag_lines where flag_id = :flag order by number")
                .bind("flag", flag)
                .mapTo(String.class)
                .list();
    }

    private static Flag flag(ResultSet row) throws SQLException {
        int percent = row.getInt("percent");
        return new Flag(
                row.getLong("id"),
                row.getLong("repo_id"),
                row.getString("commit_id"),
                row.getString("uid"),
                Objects.requireNonNullElse(row.getString("user_name"), ""),
                row.getString("username"),
                Status.valueOf(row.getString("status")),
                row.getObject("percent") == null ? OptionalInt.empty() : OptionalInt.of(percent),
                row.getString("comment"),
                row.getString("url"),
                row.getLong("job_id"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
