package starforge.tokens;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import starforge.access.Level;

final class TokenTable {
    void insert(Handle handle, long userId, String name, String hash, Level most, Optional<Instant> end, Instant now) {
        handle.createUpdate("""
                        insert into tokens (user_id, name, token_hash, scopes, created_at, expires_at)
                        values (:user, :name, :hash, :scopes, :now, :end)""")
                .bind("end", end)
                .bind("user", userId)
                .bind("name", name)
                .bind("hash", hash)
                .bind("scopes", most.word())
                .bind("now", now)
                .execute();
    }

    List<Token> of(Handle handle, long userId) {
        return handle.createQuery("select * from tokens where user_id = :user and repo_id is null order by id desc")
                .bind("user", userId)
                .map((row, context) -> token(row))
                .list();
    }

    Optional<Token> find(Handle handle, String hash) {
        return handle.createQuery("select * from tokens where token_hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> token(row))
                .findOne();
    }

    void insertOfRun(Handle handle, long userId, long repo, String commit, String hash, Instant end, Instant now) {
        handle.createUpdate("""
                        insert into tokens (user_id, name, token_hash, scopes, created_at, expires_at, repo_id, commit_id)
                        values (:user, 'run', :hash, 'read', :now, :end, :repo, :commit)""")
                .bind("user", userId)
                .bind("hash", hash)
                .bind("now", now)
                .bind("end", end)
                .bind("repo", repo)
                .bind("commit", commit)
                .execute();
    }

    void delete(Handle handle, String hash) {
        handle.createUpdate("delete from tokens where token_hash = :hash")
                .bind("hash", hash)
                .execute();
    }

    void deleteRunsBefore(Handle handle, Instant now) {
        handle.createUpdate("delete from tokens where repo_id is not null and expires_at < :now")
                .bind("now", now)
                .execute();
    }

    boolean delete(Handle handle, long userId, long id) {
        return handle.createUpdate("delete from tokens where user_id = :user and id = :id")
                        .bind("user", userId)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    void used(Handle handle, long id, Instant now) {
        handle.createUpdate("update tokens set used_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getString("name"),
                Level.valueOf(row.getString("scopes").toUpperCase(Locale.ROOT)),
                row.getLong("repo_id"),
                row.getString("commit_id"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("used_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant));
    }
}
