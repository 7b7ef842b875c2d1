package starforge.follows;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.bus.Topic;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.users.User;

/** Lets people follow people. Everybody may see who follows whom. */
public final class Follows {
    private final Database database;
    private final Events events;
    private final Clock clock;
    private final FollowTable table = new FollowTable();

    public Follows(Database database, Events events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What a click did.
     *
     * @param changed whether anything is different now
     * @param followers how many follow that person now
     */
    public record Outcome(boolean changed, int followers) {}

    /**
     * Follows somebody; a second time changes nothing.
     *
     * @throws Refusal INVALID for oneself; NOT_FOUND for who is blocked or has just been deleted
     */
    public Outcome follow(Identity who, User whom) {
        if (who.userId() == whom.id()) {
            throw Refusal.invalid("user", "people.not-yourself");
        }
        if (whom.blocked()) {
            throw Refusal.notFound();
        }
        return database.write(transaction -> {
            hold(transaction, whom);
            boolean changed = table.insert(transaction.handle(), who.userId(), whom.id(), clock.instant());
            return told(transaction, who, whom, changed, "followed");
        });
    }

    /** Follows somebody no longer; where nobody was followed nothing changes. */
    public Outcome unfollow(Identity who, User whom) {
        return database.write(transaction -> {
            hold(transaction, whom);
            boolean changed = table.delete(transaction.handle(), who.userId(), whom.id());
            return told(transaction, who, whom, changed, "unfollowed");
        });
    }

    private void hold(Transaction transaction, User whom) {
        if (!table.hold(transaction.handle(), whom.id())) {
            throw Refusal.notFound();
        }
    }

    private Outcome told(Transaction transaction, Identity who, User whom, boolean changed, String kind) {
        int followers = table.count(transaction.handle(), Side.FOLLOWERS, whom.id());
        if (changed) {
            Set<Topic> topics = Set.of(Topic.user(who.name()), Topic.user(whom.name()));
            Map<String, Object> data = Map.of("user", whom.name(), "followers", followers);
            events.record(transaction, new Draft(topics, kind, who.name(), "", 0, data));
        }
        return new Outcome(changed, followers);
    }

    public boolean isFollowing(Identity who, User whom) {
        return database.read(handle -> table.exists(handle, who.userId(), whom.id()));
    }

    public int followers(User user) {
        return database.read(handle -> table.count(handle, Side.FOLLOWERS, user.id()));
    }

    public int followed(User user) {
        return database.read(handle -> table.count(handle, Side.FOLLOWED, user.id()));
    }

    /** Those whom somebody follows, newest first: their names by their numbers. */
    public Map<Long, String> followed(Identity who, int limit) {
        return database.read(handle -> table.followed(handle, who.userId(), limit));
    }

    /** Those who follow somebody, newest first, as a reader sees them. */
    public List<Follow> followers(User user, Identity reader, int offset, int limit) {
        return list(Side.FOLLOWERS, user.id(), reader, offset, limit);
    }

    /** Those whom somebody follows, newest first, as a reader sees them. */
    public List<Follow> followed(User user, Identity reader, int offset, int limit) {
        return list(Side.FOLLOWED, user.id(), reader, offset, limit);
    }

    private List<Follow> list(Side side, long user, Identity reader, int offset, int limit) {
        return database.read(handle -> table.list(handle, side, user, reader.userId(), offset, limit));
    }
}
