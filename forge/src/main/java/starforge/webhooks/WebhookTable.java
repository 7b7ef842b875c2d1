package starforge.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

final class WebhookTable {
    List<Webhook> of(Handle handle, long repo) {
        return handle.createQuery("select * from webhooks where repo_id = :repo order by id")
                .bind("repo", repo)
                .map((row, context) -> webhook(row))
                .list();
    }

    Optional<Webhook> find(Handle handle, long id) {
        return handle.createQuery("select * from webhooks where id = :id")
                .bind("id", id)
                .map((row, context) -> webhook(row))
                .findOne();
    }

    Optional<String> secret(Handle handle, long id) {
        return handle.createQuery("select secret from webhooks where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    long insert(
            Handle handle, long repo, String url, Set<Subject> subjects, boolean active, String secret, Instant now) {
        return handle.createUpdate("""
                        insert into webhooks (repo_id, url, secret, subjects, active, created_at)
                        values (:repo, :url, :secret, :subjects, :active, :now)""")
                .bind("repo", repo)
                .bind("url", url)
                .bind("secret", secret)
                .bind("subjects", text(subjects))
                .bind("active", active)
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    void update(Handle handle, long id, String url, Set<Subject> subjects, boolean active) {
        handle.createUpdate("update webhooks set url = :url, subjects = :subjects, active = :active where id = :id")
                .bind("id", id)
                .bind("url", url)
                .bind("subjects", text(subjects))
                .bind("active", active)
                .execute();
    }

    void secret(Handle handle, long id, String secret) {
        handle.createUpdate("update webhooks set secret = :secret where id = :id")
                .bind("id", id)
                .bind("secret", secret)
                .execute();
    }

    void delete(Handle handle, long id) {
        handle.createUpdate("delete from webhooks where id = :id")
                .bind("id", id)
                .execute();
    }

    private static String text(Set<Subject> subjects) {
        return subjects.stream().map(Subject::word).sorted().collect(Collectors.joining(" "));
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        Set<Subject> subjects = Arrays.stream(row.getString("subjects").split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> Subject.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        return new Webhook(
                row.getLong("id"),
                row.getLong("repo_id"),
                row.getString("url"),
                subjects,
                row.getBoolean("active"),
                row.getTimestamp("created_at").toInstant());
    }
}
