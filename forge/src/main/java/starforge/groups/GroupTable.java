package starforge.groups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class GroupTable {
    private static final String COUNTED =
            "select g.*, (select count(*) from group_members m join users u on u.id = m.user_id"
                    + " where m.group_id = g.id and u.blocked = false) as members from user_groups g ";
    private static final String NAMED =
            "where position(:text in g.name_key) > 0 or position(:text in lower(g.title)) > 0";

    Optional<Group> find(Handle handle, String key) {
        return handle.createQuery("select * from user_groups where name_key = :key")
                .bind("key", key)
                .map((row, context) -> group(row))
                .findOne();
    }

    /** A page of those whose name or title contains a text in small letters, by name. */
    List<GroupLine> page(Handle handle, String text, int offset, int limit) {
        return handle.createQuery(COUNTED + NAMED + " order by g.name_key limit :limit offset :offset")
                .bind("text", text)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> new GroupLine(group(row), row.getInt("members")))
                .list();
    }

    int count(Handle handle, String text) {
        return handle.createQuery("select count(*) from user_groups g " + NAMED)
                .bind("text", text)
                .mapTo(Integer.class)
                .one();
    }

    List<GroupLine> ofUser(Handle handle, long userId) {
        return handle.createQuery(COUNTED + """
                        join group_members me on me.group_id = g.id where me.user_id = :user order by g.name_key""")
                .bind("user", userId)
                .map((row, context) -> new GroupLine(group(row), row.getInt("members")))
                .list();
    }

    List<Group> ownedBy(Handle handle, long userId) {
        return handle.createQuery("""
                        select g.* from user_groups g join group_members m on m.group_id = g.id
                        where m.user_id = :user and m.role = 'owner' order by g.name_key""")
                .bind("user", userId)
                .map((row, context) -> group(row))
                .list();
    }

    boolean isUser(Handle handle, String key) {
        return handle.createQuery("select 1 from users where name_key = :key")
                .bind("key", key)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Holds a group until the transaction ends: changes of its people stand in a row. Gives false when it is gone. */
    boolean hold(Handle handle, long id) {
        return handle.createQuery("select id from user_groups where id = :id for update")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    long insert(Handle handle, String name, String key, Group.Words words, Instant now) {
        return handle.createUpdate("""
                        insert into user_groups (name, name_key, title, about, created_at)
                        values (:name, :key, :title, :about, :now)""")
                .bind("name", name)
                .bind("key", key)
                .bind("title", words.title())
                .bind("about", words.about())
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    void describe(Handle handle, long id, Group.Words words) {
        handle.createUpdate("update user_groups set title = :title, about = :about where id = :id")
                .bind("title", words.title())
                .bind("about", words.about())
                .bind("id", id)
                .execute();
    }

    void delete(Handle handle, long id) {
        handle.createUpdate("delete from user_groups where id = :id")
                .bind("id", id)
                .execute();
    }

    boolean hasRepos(Handle handle, long id) {
        return handle.createQuery("select 1 from repos where group_id = :id limit 1")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getLong("id"),
                row.getString("name"),
                row.getString("title"),
                row.getString("about"),
                row.getTimestamp("created_at").toInstant());
    }
}
