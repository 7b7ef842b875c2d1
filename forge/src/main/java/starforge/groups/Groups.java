package starforge.groups;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.access.RepoName;
import starforge.audit.Audit;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.users.User;

/**
 * Makes and finds groups, and says who is in them. Everybody may see who is. Nobody goes without whom a group had no owner who may
 * enter: those who are blocked do not count. An owner can be blocked all the same, as no group may protect anybody from that; a
 * group that has only such owners then is run by those who run the forge, who can make somebody else an owner.
 */
public final class Groups {
    /** The word of the page that makes one, which stands where names stand. */
    private static final String ADD = "add";

    private static final int MOST_OWNED = 50;
    private static final int MOST_MEMBERS = 500;

    private final Database database;
    private final Events events;
    private final Clock clock;
    private final Audit audit;
    private final GroupTable table = new GroupTable();
    private final MemberTable members = new MemberTable();

    public Groups(Database database, Events events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
        this.audit = new Audit(database, clock);
    }

    /** Finds a group by its name, in any case. */
    public Optional<Group> find(String name) {
        return database.read(handle -> table.find(handle, key(name)));
    }

    /** Finds a group, for those who named it. A refusal NOT_FOUND when there is none. */
    public Group get(String name) {
        return find(name).orElseThrow(() -> new Refusal(Reason.NOT_FOUND, "groups.none", name));
    }

    /** A page of the groups whose name or title contains a text, by name. */
    public List<GroupLine> search(String text, int offset, int limit) {
        return database.read(handle -> table.page(handle, key(text), offset, limit));
    }

    public int searched(String text) {
        return database.read(handle -> table.count(handle, key(text)));
    }

    public List<GroupLine> of(User user) {
        return database.read(handle -> table.ofUser(handle, user.id()));
    }

    /** The groups in which somebody may make repositories. */
    public List<Group> ownedBy(Identity who) {
        return database.read(handle -> table.ownedBy(handle, who.userId()));
    }

    /** The people of a group as somebody sees them, its owners first: those who are blocked are for who runs the group. */
    public List<Member> members(Group group, Identity reader) {
        boolean seesAll = mayRun(reader, group.id());
        return database.read(handle -> members.of(handle, group.id())).stream()
                .filter(member -> seesAll || !member.blocked())
                .toList();
    }

    /** Says whether somebody runs a group: an owner, or who runs the forge. */
    public boolean mayRun(Identity who, long groupId) {
        return who.admin() || isOwner(who.userId(), groupId);
    }

    private boolean isOwner(long userId, long groupId) {
        return database.read(handle -> members.role(handle, groupId, userId))
                .filter(Role.OWNER::equals)
                .isPresent();
    }

    /** A refusal FORBIDDEN to all who do not run a group. */
    public void requireOwner(Identity who, Group group) {
        if (!mayRun(who, group.id())) {
            throw new Refusal(Reason.FORBIDDEN, "groups.owners-only", group.name());
        }
    }

    /**
     * Makes a group, whose first owner is who made it.
     *
     * @throws Refusal INVALID at {@code group_name}
     */
    public Group make(Identity who, String name, Group.Words words) {
        checkName(name);
        return database.write(transaction -> {
            refuseTaken(transaction, name);
            if (table.ownedBy(transaction.handle(), who.userId()).size() >= MOST_OWNED) {
                throw Refusal.invalid("group_name", "groups.too-many", MOST_OWNED);
            }
            long id = table.insert(transaction.handle(), name, key(name), words, clock.instant());
            members.insert(transaction.handle(), id, who.userId(), Role.OWNER, clock.instant());
            audit.note(transaction, who.name(), "group-made", name, "");
            return table.find(transaction.handle(), key(name)).orElseThrow();
        });
    }

    private static void checkName(String name) {
        RepoName.problem(name).ifPresent(problem -> {
            throw Refusal.inWords(Reason.INVALID, "group_name", problem);
        });
        if (key(name).equals(ADD)) {
            throw Refusal.invalid("group_name", "name.reserved", name);
        }
    }

    private void refuseTaken(Transaction transaction, String name) {
        if (table.find(transaction.handle(), key(name)).isPresent() || table.isUser(transaction.handle(), key(name))) {
            throw Refusal.invalid("group_name", "groups.taken", name);
        }
    }

    /** Changes what is said of a group. */
    public void describe(Identity who, Group group, Group.Words words) {
        requireOwner(who, group);
        database.change(transaction -> {
            hold(transaction, group);
            table.describe(transaction.handle(), group.id(), words);
        });
    }

    /**
     * Takes somebody in, or gives another role to who is in.
     *
     * @return whether anything is different now
     * @throws Refusal FORBIDDEN to all but owners; INVALID at {@code user} for who is blocked, and at {@code role} when no
     *     owner who may enter would be left
     */
    public boolean put(Identity who, Group group, User user, Role role) {
        requireOwner(who, group);
        return database.write(transaction -> {
            hold(transaction, group);
            Optional<Role> before = members.role(transaction.handle(), group.id(), user.id());
            if (before.isEmpty()) {
                takeIn(transaction, group, user, role);
            } else if (before.get() != role) {
                change(transaction, group, user, role);
            } else {
                return false;
            }
            audit.note(transaction, who.name(), "group-" + role.word(), group.name(), user.name());
            return true;
        });
    }

    private void takeIn(Transaction transaction, Group group, User user, Role role) {
        if (user.blocked()) {
            throw Refusal.invalid("user", "groups.blocked", user.name());
        }
        if (members.count(transaction.handle(), group.id()) >= MOST_MEMBERS) {
            throw Refusal.invalid("user", "groups.full", MOST_MEMBERS);
        }
        members.insert(transaction.handle(), group.id(), user.id(), role, clock.instant());
    }

    private void change(Transaction transaction, Group group, User user, Role role) {
        if (role != Role.OWNER) {
            keepAnOwner(transaction, group, user, "role");
        }
        members.change(transaction.handle(), group.id(), user.id(), role);
        events.record(transaction, Draft.rights(user.name()));
    }

    /**
     * Takes somebody out, with all that they were let do at the group's repositories; what they have open is shut. Everybody
     * may leave.
     *
     * @return whether they were in
     * @throws Refusal FORBIDDEN to all but owners and the one who leaves; INVALID at {@code user} for the last owner who may
     *     enter
     */
    public boolean remove(Identity who, Group group, User user) {
        if (who.userId() != user.id()) {
            requireOwner(who, group);
        }
        return database.write(transaction -> {
            hold(transaction, group);
            if (members.role(transaction.handle(), group.id(), user.id()).isEmpty()) {
                return false;
            }
            keepAnOwner(transaction, group, user, "user");
            members.delete(transaction.handle(), group.id(), user.id());
            events.record(transaction, Draft.rights(user.name()));
            audit.note(transaction, who.name(), "group-out", group.name(), user.name());
            return true;
        });
    }

    private void keepAnOwner(Transaction transaction, Group group, User user, String field) {
        boolean isOwner = members.role(transaction.handle(), group.id(), user.id())
                .filter(Role.OWNER::equals)
                .isPresent();
        if (isOwner && members.otherOwners(transaction.handle(), group.id(), user.id()) == 0) {
            throw Refusal.invalid(field, "groups.last-owner", user.name(), group.name());
        }
    }

    /**
     * Deletes a group.
     *
     * @throws Refusal FORBIDDEN to all but owners; INVALID at {@code confirm} while it has repositories
     */
    public void delete(Identity who, Group group) {
        requireOwner(who, group);
        database.change(transaction -> {
            hold(transaction, group);
            if (table.hasRepos(transaction.handle(), group.id())) {
                throw Refusal.invalid("confirm", "groups.not-empty", group.name());
            }
            table.delete(transaction.handle(), group.id());
            audit.note(transaction, who.name(), "group-deleted", group.name(), "");
        });
    }

    /** A group that would be without an owner who may enter if somebody went, asked within a change that must not go on if so. */
    public Optional<String> heldAlone(Transaction transaction, long userId) {
        return members.heldAlone(transaction.handle(), userId);
    }

    /** Holds a group within a change that puts something into it. A refusal NOT_FOUND when it has just been deleted. */
    public void hold(Transaction transaction, Group group) {
        if (!table.hold(transaction.handle(), group.id())) {
            throw Refusal.notFound();
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
