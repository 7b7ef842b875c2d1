package starforge.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.repos.Listing;
import starforge.repos.RepoRow;
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
        String text = words(exchange);
        boolean wantsPeople = exchange.query("type").filter("users"::equals).isPresent();
        int repoCount = text.isEmpty() ? 0 : repos.count(exchange.who(), Listing.matching(text, 0, PAGE));
        int peopleCount = text.isEmpty() ? 0 : users.searched(text);
        Pages pages = wantsPeople
                ? new Pages(exchange.page(), PEOPLE, peopleCount)
                : new Pages(exchange.page(), PAGE, repoCount);
        Map<String, Object> model = new HashMap<>();
        model.put("q", text);
        model.put("type", wantsPeople ? "users" : "repos");
        model.put("repoCount", repoCount);
        model.put("peopleCount", peopleCount);
        model.put("pages", pages);
        model.put("people", wantsPeople && peopleCount > 0 ? people(text, pages) : List.of());
        model.put("repos", !wantsPeople && repoCount > 0 ? repos(exchange, text, pages) : List.of());
        return exchange.html("search", model);
    }

    /** What is searched for; never half of a letter at its end. */
    private static String words(Exchange exchange) {
        String text = exchange.query("q").orElse("").strip();
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private List<RepoRow> repos(Exchange exchange, String text, Pages pages) {
        return view.rows(exchange, repos.list(exchange.who(), Listing.matching(text, pages.offset(), PAGE)));
    }

    /** Somebody who was found. */
    public record Person(String name) {}

    private List<Person> people(String text, Pages pages) {
        return users.search(text, pages.offset(), PEOPLE).stream()
                .map(user -> new Person(user.name()))
                .toList();
    }
}
