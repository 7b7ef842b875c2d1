package starforge.people;

import java.util.HashMap;
import java.util.Map;
import starforge.access.Identity;
import starforge.follows.Follows;
import starforge.groups.GroupLine;
import starforge.groups.Groups;
import starforge.repos.Listing;
import starforge.repos.Listing.Sort;
import starforge.repos.Repos;
import starforge.users.User;
import starforge.web.Exchange;

/** What every page about a person says beside its own list, as templates know it: {@code person}. */
public final class PersonView {
    private final Repos repos;
    private final Follows follows;
    private final Groups groups;

    public PersonView(Repos repos, Follows follows, Groups groups) {
        this.groups = groups;
        this.repos = repos;
        this.follows = follows;
    }

    /** A model that begins with {@code person}. Counts are of what the reader may see. */
    public Map<String, Object> model(Exchange exchange, User user) {
        Identity reader = exchange.who();
        Map<String, Object> person = new HashMap<>();
        person.put("name", user.name());
        person.put("profile", user.profile());
        person.put("blocked", user.blocked());
        person.put("joined", user.createdAt());
        person.put("admin", user.admin());
        person.put("isMine", user.id() == reader.userId());
        person.put("following", !reader.isAnonymous() && follows.isFollowing(reader, user));
        person.put("repos", repos.count(reader, Listing.ofOwner(user.id(), Sort.ACTIVE, 0, 1)));
        person.put("forks", repos.count(reader, Listing.forksBy(user.id(), 0, 1)));
        person.put("stars", repos.count(reader, Listing.starredBy(user.id(), Sort.STARRED, 0, 1)));
        person.put("groups", groups.of(user).stream().map(GroupLine::group).toList());
        person.put("followers", follows.followers(user));
        person.put("followed", follows.followed(user));
        return new HashMap<>(Map.of("person", person));
    }
}
