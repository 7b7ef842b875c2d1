package starforge.people;

import java.util.Map;
import starforge.access.Refusal;
import starforge.markup.Constellation;
import starforge.repos.Listing;
import starforge.repos.Listing.Sort;
import starforge.repos.RepoView;
import starforge.repos.Repos;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Pages;
import starforge.web.Routes;

/** {@code /user/<name>} and the pictures of people. */
public final class PeoplePages {
    private static final int PAGE = 30;

    private final Users users;
    private final Repos repos;
    private final RepoView view;
    private final PersonView person;
    private final Years years;

    public PeoplePages(Users users, Repos repos, RepoView view, PersonView person, Years years) {
        this.users = users;
        this.repos = repos;
        this.view = view;
        this.person = person;
        this.years = years;
    }

    public void addTo(Routes routes) {
        routes.get("/user/:name", this::profile);
        routes.get("/user/:name/repos", this::profile);
        routes.get("/user/:name/forks", this::forks);
        routes.get("/-/avatar/:file", this::avatar);
    }

    private Object profile(Exchange exchange) {
        User user = users.shown(exchange.who(), exchange.part(":name"));
        int count = repos.count(exchange.who(), Listing.ofOwner(user.id(), Sort.ACTIVE, 0, PAGE));
        Pages pages = new Pages(exchange.page(), PAGE, count);
        Map<String, Object> model = person.model(exchange, user);
        Listing listing = Listing.ofOwner(user.id(), Sort.ACTIVE, pages.offset(), PAGE);
        model.put("repos", view.rows(exchange, repos.list(exchange.who(), listing)));
        model.put("pages", pages);
        if (pages.page() == 1) {
            model.put("year", years.of(user, exchange.who()));
        }
        return exchange.keep().html("people/profile", model);
    }

    private Object forks(Exchange exchange) {
        User user = users.shown(exchange.who(), exchange.part(":name"));
        Pages pages =
                new Pages(exchange.page(), PAGE, repos.count(exchange.who(), Listing.forksBy(user.id(), 0, PAGE)));
        Map<String, Object> model = person.model(exchange, user);
        Listing listing = Listing.forksBy(user.id(), pages.offset(), PAGE);
        model.put("repos", view.rows(exchange, repos.list(exchange.who(), listing)));
        model.put("pages", pages);
        return exchange.keep().html("people/forks", model);
    }

    /** The picture follows from the name alone, so it never changes and tells nobody who exists. */
    private Object avatar(Exchange exchange) {
        String file = exchange.part(":file");
        if (!file.endsWith(".svg") || file.length() > 100) {
            throw Refusal.notFound();
        }
        exchange.header("Cache-Control", "public, max-age=31536000, immutable").type("image/svg+xml");
        return Constellation.svg(file.substring(0, file.length() - 4));
    }
}
