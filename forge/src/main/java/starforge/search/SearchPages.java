package starforge.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.repos.Listing;
import starforge.repos.Repo;
import starforge.repos.RepoView;
import starforge.repos.Repos;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Pages;
import starforge.web.Routes;

/** {@code /search?q=&type=repos|users}. */
public final class SearchPages {
    private static final int PAGE = 20;
    private static final int PEOPLE = 48;
    private static final int LONGEST = 200;

    private final Repos repos;
    private final Users users;
    private final RepoView view;

    public SearchPages(Repos repos, Users users, RepoView view) {
        this.repos = repos;
        this.users = users;
        this.view = view;
    }

    public void addTo(Routes routes) {
        routes.get("/search", routes.costly(this::search));
    }

    private Object search(Exchange exchange) {
        String text = exchange.query("q").orElse("").strip();
        text = text.substring(0, Math.min(LONGEST, text.length()));
        boolean wantsPeople = exchange.query("type").filter("users"::equals).isPresent();
        Map<String, Object> model = new HashMap<>(Map.of("q", text, "type", wantsPeople ? "users" : "repos"));
        int count = text.isEmpty() ? 0 : repos.count(exchange.who(), Listing.matching(text, 0, PAGE));
        Pages pages = new Pages(exchange.page(), PAGE, count);
        List<Person> people = text.isEmpty() ? List.of() : people(text);
        model.put("pages", pages);
        model.put("people", people);
        List<Repo> found =
                count == 0 ? List.of() : repos.list(exchange.who(), Listing.matching(text, pages.offset(), PAGE));
        model.put("repos", view.rows(exchange, found));
        return exchange.html("search", model);
    }

    /** Somebody who was found. */
    public record Person(String name) {}

    private List<Person> people(String text) {
        return users.search(text, PEOPLE).stream()
                .map(user -> new Person(user.name()))
                .toList();
    }
}
