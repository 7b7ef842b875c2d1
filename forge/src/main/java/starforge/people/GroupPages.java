package starforge.people;

import java.util.List;
import java.util.Map;
import starforge.groups.Group;
import starforge.groups.GroupLine;
import starforge.groups.Groups;
import starforge.repos.Listing;
import starforge.repos.Listing.Sort;
import starforge.repos.RepoView;
import starforge.repos.Repos;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Pages;
import starforge.web.Routes;

/** {@code /groups} and {@code /group/<name>}: which groups there are, their people and their repositories. */
public final class GroupPages {
    private static final int PAGE = 30;

    private final Groups groups;
    private final Users users;
    private final Repos repos;
    private final GroupView view;
    private final RepoView rows;

    public GroupPages(Groups groups, Users users, Repos repos, GroupView view, RepoView rows) {
        this.groups = groups;
        this.users = users;
        this.repos = repos;
        this.view = view;
        this.rows = rows;
    }

    public void addTo(Routes routes) {
        routes.get("/groups", this::list);
        new GroupForms(groups, users).addTo(routes);
        routes.get("/group/:name", this::show);
    }

    private Object list(Exchange exchange) {
        String wanted = exchange.query("q").orElse("").strip();
        Pages pages = new Pages(exchange.page(), PAGE, groups.searched(wanted));
        List<GroupLine> found = groups.search(wanted, pages.offset(), PAGE);
        return exchange.html("groups/all", Map.of("groups", found, "q", wanted, "pages", pages));
    }

    private Object show(Exchange exchange) {
        Group group = groups.get(exchange.part(":name"));
        int count = repos.count(exchange.who(), Listing.ofGroup(group.id(), Sort.ACTIVE, 0, PAGE));
        Pages pages = new Pages(exchange.page(), PAGE, count);
        Listing listing = Listing.ofGroup(group.id(), Sort.ACTIVE, pages.offset(), PAGE);
        Map<String, Object> model = view.model(exchange, group);
        model.put("repos", rows.rows(exchange, repos.list(exchange.who(), listing)));
        model.put("pages", pages);
        return exchange.keep().html("groups/one", model);
    }
}
