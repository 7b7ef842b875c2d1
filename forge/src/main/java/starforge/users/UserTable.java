package starforge.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class UserTable {
    private static final String NAMED = "blocked = false and position(:text in name_key) > 0";
    private static final String MATCHES = "(position(:text in name_key) > 0 or position(:text in email_key) > 0)";

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

    List<User> search(Handle handle, String text, int offset, int limit) {
        return handle.createQuery(
                        "select * from users where " + NAMED + " order by name_key limit :limit offset :offset")
                .bind("text", text)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> user(row))
                .list();
    }

    int searched(Handle handle, String text) {
        return handle.createQuery("select count(*) from users where " + NAMED)
                .bind("text", text)
                .mapTo(Integer.class)
                .one();
    }

    /** A page of those whose name or mail address contains a text, by name. */
    List<User> page(Handle handle, String text, int offset, int limit) {
        return handle.createQuery(
                        "select * from users where " + MATCHES + " order by name_key limit :limit offset :offset")
                .bind("text", text)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> user(row))
                .list();
    }

    int count(Handle handle, String text) {
        return handle.createQuery("select count(*) from users where " + MATCHES)
                .bind("text", text)
                .mapTo(Integer.class)
                .one();
    }

    int otherAdmins(Handle handle, long id) {
        return handle.createQuery("select count(*) from users where admin = true and blocked = false and id <> :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }

    /** Says whether a group has a name. */
    boolean isGroup(Handle handle, String key) {
        return handle.createQuery("select 1 from user_groups where name_key = :key")
                .bind("key", key)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
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
        return new User(id, name, email, password, admin, false, Profile.NONE, now);
    }

    void setPassword(Handle handle, long id, String password) {
        handle.createUpdate("update users set password = :password where id = :id")
                .bind("password", password)
                .bind("id", id)
                .execute();
    }

    void setProfile(Handle handle, long id, Profile profile) {
        handle.createUpdate("update users set full_name = :name, website = :website, about = :about where id = :id")
                .bind("name", profile.fullName())
                .bind("website", profile.website())
                .bind("about", profile.about())
                .bind("id", id)
                .execute();
    }

    void setEmail(Handle handle, long id, String email, String emailKey) {
        handle.createUpdate("update users set email = :email, email_key = :key where id = :id")
                .bind("email", email)
                .bind("key", emailKey)
                .bind("id", id)
                .execute();
    }

    void setBlocked(Handle handle, long id, boolean blocked) {
        handle.createUpdate("update users set blocked = :blocked where id = :id")
                .bind("blocked", blocked)
                .bind("id", id)
                .execute();
    }

    void setAdmin(Handle handle, long id, boolean admin) {
        handle.createUpdate("update users set admin = :admin where id = :id")
                .bind("admin", admin)
                .bind("id", id)
                .execute();
    }

    void delete(Handle handle, long id) {
        handle.createUpdate("delete from users where id = :id").bind("id", id).execute();
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("password"),
                row.getBoolean("admin"),
                row.getBoolean("blocked"),
                new Profile(row.getString("full_name"), row.getString("website"), row.getString("about")),
                row.getTimestamp("created_at").toInstant());
    }
}
