package starforge.people;

import java.util.List;
import java.util.Map;
import starforge.admin.AdminRoutes;
import starforge.groups.GroupLine;
import starforge.groups.Groups;
import starforge.web.Exchange;
import starforge.web.Pages;
import starforge.web.Routes;

/** {@code /admin/groups}: all groups. What is done to one is done on its own pages. */
public final class GroupAdminPages {
    private static final int PAGE = 50;

    private final Groups groups;

    public GroupAdminPages(Groups groups) {
        this.groups = groups;
    }

    public void addTo(Routes routes) {
        new AdminRoutes(routes).get("/admin/groups", this::list);
    }

    private Object list(Exchange exchange) {
        String wanted = exchange.query("q").orElse("").strip();
        Pages pages = new Pages(exchange.page(), PAGE, groups.searched(wanted));
        List<GroupLine> found = groups.search(wanted, pages.offset(), PAGE);
        return exchange.html("admin/groups", Map.of("groups", found, "q", wanted, "pages", pages));
    }
}
