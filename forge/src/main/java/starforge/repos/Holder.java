package starforge.repos;

import starforge.groups.Group;
import starforge.users.User;

/**
 * Whom a repository belongs to: a user or a group.
 *
 * @param userId number of the user, or 0
 * @param groupId number of the group, or 0
 */
public record Holder(long userId, long groupId, String name) {
    public static Holder of(User user) {
        return new Holder(user.id(), 0, user.name());
    }

    public static Holder of(Group group) {
        return new Holder(0, group.id(), group.name());
    }

    boolean isGroup() {
        return groupId > 0;
    }

    /** Says whether a repository belongs to this one. */
    boolean has(Repo repo) {
        return isGroup() ? repo.groupId() == groupId : repo.ownerId() == userId;
    }
}
