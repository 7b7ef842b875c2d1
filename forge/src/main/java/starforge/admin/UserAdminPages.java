package starforge.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.account.Leaving;
import starforge.repos.Listing;
import starforge.repos.Repos;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Pages;

/** {@code /admin/users} and the page of each account there. */
public final class UserAdminPages {
    private static final int PAGE = 50;
    private static final String HOME = "/admin/users";
    private static final String ONE = HOME + "/:name";

    private final Users users;
    private final Repos repos;
    private final Accounts accounts;
    private final Leaving leaving;

    public UserAdminPages(Users users, Repos repos, Accounts accounts, Leaving leaving) {
        this.users = users;
        this.repos = repos;
        this.accounts = accounts;
        this.leaving = leaving;
    }

    void addTo(AdminRoutes routes) {
        routes.get(HOME, this::list);
        routes.get(ONE, exchange -> show(exchange, Map.of()));
        routes.post(ONE + "/block", this::block);
        routes.post(ONE + "/admin", this::admin);
        routes.post(ONE + "/reset", this::reset);
        routes.post(ONE + "/delete", exchange -> Forms.orAgain(exchange, this::delete, wrong -> show(exchange, wrong)));
    }

    private Object list(Exchange exchange) {
        String wanted = exchange.query("q").orElse("").strip();
        Pages pages = new Pages(exchange.page(), PAGE, users.count(wanted));
        List<User> found = users.page(wanted, pages.offset(), PAGE);
        return exchange.html("admin/users", Map.of("users", found, "q", wanted, "pages", pages));
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        User user = named(exchange);
        Map<String, Object> model = new HashMap<>();
        model.put("user", user);
        model.put("isMine", user.id() == exchange.who().userId());
        model.put("repos", repos.count(exchange.who(), Listing.ofOwner(user.id(), Listing.Sort.NAME, 0, 1)));
        model.putAll(more);
        return exchange.html("admin/user", model);
    }

    private User named(Exchange exchange) {
        return users.get(exchange.part(":name"));
    }

    private Object block(Exchange exchange) {
        User user = named(exchange);
        boolean block = Forms.isChecked(exchange, "blocked");
        if (block) {
            accounts.block(exchange.who(), user);
        } else {
            accounts.unblock(exchange.who(), user);
        }
        return done(exchange, user, block ? "admin.blocked" : "admin.unblocked");
    }

    private Object admin(Exchange exchange) {
        User user = named(exchange);
        boolean admin = Forms.isChecked(exchange, "admin");
        accounts.admin(exchange.who(), user, admin);
        String sentence = admin ? "admin.made-admin" : "admin.no-admin";
        return exchange.who().userId() == user.id() && !admin
                ? exchange.redirect("/", Notice.ok(sentence, user.name()))
                : done(exchange, user, sentence);
    }

    private static Object done(Exchange exchange, User user, String sentence) {
        return exchange.redirect(HOME + "/" + user.name(), Notice.ok(sentence, user.name()));
    }

    private Object reset(Exchange exchange) {
        User user = named(exchange);
        if (user.blocked()) {
            throw new Refusal(Reason.CONFLICT, "admin.reset-blocked", user.name());
        }
        String link = exchange.base() + accounts.resetLink(exchange.who(), user);
        return show(exchange, Map.of("link", link));
    }

    private Object delete(Exchange exchange) {
        User user = named(exchange);
        if (!exchange.form("confirm").strip().equals(user.name())) {
            throw Refusal.invalid("confirm", "leaving.type-name", user.name());
        }
        if (user.id() == exchange.who().userId()) {
            throw new Refusal(Reason.CONFLICT, "admin.delete-yourself");
        }
        leaving.delete(exchange.who(), user);
        return exchange.redirect(HOME, Notice.ok("admin.user-deleted", user.name()));
    }
}
