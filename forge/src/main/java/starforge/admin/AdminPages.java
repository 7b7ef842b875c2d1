package starforge.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.audit.Audit;
import starforge.machine.Health;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Pages;
import starforge.web.Routes;

/** {@code /admin}: how this forge is, and its log. The other pages of administrators hang below. */
public final class AdminPages {
    private static final int PAGE = 50;

    private final Health health;
    private final Figures figures;
    private final Accounts accounts;
    private final Audit audit;
    private final UserAdminPages users;
    private final RepoAdminPages repos;

    public AdminPages(
            Health health,
            Figures figures,
            Accounts accounts,
            Audit audit,
            UserAdminPages users,
            RepoAdminPages repos) {
        this.health = health;
        this.figures = figures;
        this.accounts = accounts;
        this.audit = audit;
        this.users = users;
        this.repos = repos;
    }

    public void addTo(Routes all) {
        AdminRoutes routes = new AdminRoutes(all);
        routes.get("/admin", this::overview);
        routes.post("/admin/registration", this::registration);
        routes.get("/admin/log", this::log);
        users.addTo(routes);
        repos.addTo(routes);
    }

    private Object overview(Exchange exchange) {
        Map<String, Object> model = new HashMap<>();
        model.put("figures", figures.now());
        model.put("parts", health.look());
        model.put("open", accounts.isRegistrationOpen());
        return exchange.html("admin/overview", model);
    }

    private Object registration(Exchange exchange) {
        String wish = exchange.form("registration");
        if (!wish.matches("open|closed")) {
            throw new Refusal(Reason.MALFORMED, "admin.registration-words");
        }
        accounts.registration(exchange.who(), wish.equals("open"));
        return exchange.redirect("/admin", Notice.ok("admin.registration-" + wish));
    }

    private Object log(Exchange exchange) {
        Pages pages = new Pages(exchange.page(), PAGE, audit.count());
        List<?> deeds = audit.latest(pages.offset(), PAGE);
        return exchange.html("admin/log", Map.of("deeds", deeds, "pages", pages));
    }
}
