package starforge.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class UserTable {
    Optional<User> find(Handle handle, String key) {
        return handle.createQuery("select * from users where name_key = :key")
                .bind("key", key)
                .map((row, context) -> user(row))
                .findOne();
    }

    Optional<User> find(Handle handle, long id) {
        return handle.createQuery("select * from users where id = :id")
                .bind("id", id)
                .map((row, context) -> user(row))
                .findOne();
    }

    List<User> search(Handle handle, String text, int limit) {
        return handle.createQuery(
                        "select * from users where position(:text in name_key) > 0 order by name_key limit :limit")
                .bind("text", text)
                .bind("limit", limit)
                .map((row, context) -> user(row))
                .list();
    }

    boolean hasMail(Handle handle, String key) {
        return handle.createQuery("select count(*) from users where email_key = :key")
                        .bind("key", key)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    boolean hasAdmin(Handle handle) {
        return handle.createQuery("select 1 from users where admin = true limit 1")
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    int count(Handle handle) {
        return handle.createQuery("select count(*) from users")
                .mapTo(Integer.class)
                .one();
    }

    User insert(
            Handle handle,
            String name,
            String nameKey,
            String email,
            String emailKey,
            String password,
            boolean admin,
            Instant now) {
        long id = handle.createUpdate("""
                        insert into users (name, name_key, email, email_key, password, admin, created_at)
                        values (:name, :nameKey, :email, :emailKey, :password, :admin, :now)""")
                .bind("name", name)
                .bind("nameKey", nameKey)
                .bind("email", email)
                .bind("emailKey", emailKey)
                .bind("password", password)
                .bind("admin", admin)
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return new User(id, name, email, password, admin, now);
    }

    void setPassword(Handle handle, long id, String password) {
        handle.createUpdate("update users set password = :password where id = :id")
                .bind("password", password)
                .bind("id", id)
                .execute();
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("password"),
                row.getBoolean("admin"),
                row.getTimestamp("created_at").toInstant());
    }
}
