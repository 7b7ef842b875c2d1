package starforge.explore;

import java.util.HashMap;
import java.util.Map;
import starforge.access.Identity;
import starforge.events.Events;
import starforge.repos.Listing;
import starforge.repos.RepoView;
import starforge.repos.Repos;
import starforge.stars.Trending;
import starforge.web.Exchange;
import starforge.web.Pages;
import starforge.web.Routes;

/** {@code /}: repositories to look at, and the newest public events beside them. */
public final class ExplorePages {
    private static final int PAGE = 20;
    private static final int EVENTS = 12;
    private static final int RISING = 5;

    private final Repos repos;
    private final RepoView view;
    private final Events events;
    private final Trending trending;

    public ExplorePages(Repos repos, RepoView view, Events events, Trending trending) {
        this.repos = repos;
        this.view = view;
        this.events = events;
        this.trending = trending;
    }

    public void addTo(Routes routes) {
        routes.get("/", this::explore);
    }

    private Object explore(Exchange exchange) {
        Identity who = exchange.who();
        Listing.Sort sort = exchange.query("sort").map(Listing.Sort::of).orElse(Listing.Sort.ACTIVE);
        int count = repos.count(who, Listing.all(sort, 0, PAGE));
        Pages pages = new Pages(exchange.page(), PAGE, count);
        Map<String, Object> model = new HashMap<>();
        model.put("repos", view.rows(exchange, repos.list(who, Listing.all(sort, pages.offset(), PAGE))));
        model.put("rising", trending.week(RISING));
        model.put("events", events.latestPublic(EVENTS));
        model.put("sort", sort.word());
        model.put("pages", pages);
        return exchange.keep().html("explore", model);
    }
}
