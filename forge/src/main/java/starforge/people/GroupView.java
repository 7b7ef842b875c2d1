package starforge.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Identity;
import starforge.groups.Group;
import starforge.groups.Groups;
import starforge.groups.Member;
import starforge.repos.Listing;
import starforge.repos.Listing.Sort;
import starforge.repos.Repos;
import starforge.web.Exchange;

/** What every page about a group says beside its own list, as templates know it: {@code team}. */
public final class GroupView {
    private final Groups groups;
    private final Repos repos;

    public GroupView(Groups groups, Repos repos) {
        this.groups = groups;
        this.repos = repos;
    }

    /** A model that begins with {@code team}: the group, its people, and what the reader sees and may do of it. */
    public Map<String, Object> model(Exchange exchange, Group group) {
        Identity reader = exchange.who();
        List<Member> members = groups.members(group, reader);
        Map<String, Object> team = new HashMap<>();
        team.put("group", group);
        team.put("members", members);
        team.put("isIn", members.stream().anyMatch(member -> member.name().equals(reader.name())));
        team.put("mayRun", groups.mayRun(reader, group.id()));
        team.put("repos", repos.count(reader, Listing.ofGroup(group.id(), Sort.ACTIVE, 0, 1)));
        return new HashMap<>(Map.of("team", team));
    }
}
