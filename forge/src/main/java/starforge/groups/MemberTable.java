package starforge.groups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class MemberTable {
    Optional<Role> role(Handle handle, long groupId, long userId) {
        return handle.createQuery("select role from group_members where group_id = :group and user_id = :user")
                .bind("group", groupId)
                .bind("user", userId)
                .mapTo(String.class)
                .findOne()
                .flatMap(Role::of);
    }

    /** Owners first, then by name. */
    List<Member> of(Handle handle, long groupId) {
        return handle.createQuery("""
                        select u.name, u.full_name, u.blocked, m.role, m.joined_at from group_members m join users u on u.id = m.user_id
                        where m.group_id = :group order by case m.role when 'owner' then 0 else 1 end, u.name_key""")
                .bind("group", groupId)
                .map((row, context) -> new Member(
                        row.getString("name"),
                        row.getString("full_name"),
                        Role.of(row.getString("role")).orElseThrow(),
                        row.getBoolean("blocked"),
                        row.getTimestamp("joined_at").toInstant()))
                .list();
    }

    int count(Handle handle, long groupId) {
        return handle.createQuery("select count(*) from group_members where group_id = :group")
                .bind("group", groupId)
                .mapTo(Integer.class)
                .one();
    }

    void insert(Handle handle, long groupId, long userId, Role role, Instant now) {
        handle.createUpdate("""
                        insert into group_members (group_id, user_id, role, joined_at)
                        values (:group, :user, :role, :now)""")
                .bind("group", groupId)
                .bind("user", userId)
                .bind("role", role.word())
                .bind("now", now)
                .execute();
    }

    void change(Handle handle, long groupId, long userId, Role role) {
        handle.createUpdate("update group_members set role = :role where group_id = :group and user_id = :user")
                .bind("group", groupId)
                .bind("user", userId)
                .bind("role", role.word())
                .execute();
    }

    /** Takes somebody out, and what they were let do at single repositories of the group as well. */
    void delete(Handle handle, long groupId, long userId) {
        handle.createUpdate("delete from group_members where group_id = :group and user_id = :user")
                .bind("group", groupId)
                .bind("user", userId)
                .execute();
        handle.createUpdate("""
                        delete from helpers where user_id = :user
                          and repo_id in (select id from repos where group_id = :group)""").bind("group", groupId).bind("user", userId).execute();
    }

    /** How many own a group beside somebody, without those who are blocked. */
    int otherOwners(Handle handle, long groupId, long userId) {
        return handle.createQuery("""
                        select count(*) from group_members o join users u on u.id = o.user_id
                        where o.group_id = :group and o.role = 'owner' and o.user_id <> :user and u.blocked = false""")
                .bind("group", groupId)
                .bind("user", userId)
                .mapTo(Integer.class)
                .one();
    }

    /** The name of a group that has no other owner than somebody and those who are blocked. */
    Optional<String> heldAlone(Handle handle, long userId) {
        return handle.createQuery("""
                        select g.name from user_groups g join group_members m on m.group_id = g.id
                        where m.user_id = :user and m.role = 'owner' and not exists (
                          select 1 from group_members o join users u on u.id = o.user_id
                          where o.group_id = g.id and o.role = 'owner' and o.user_id <> :user and u.blocked = false)
                        order by g.name_key limit 1""").bind("user", userId).mapTo(String.class).findOne();
    }
}
