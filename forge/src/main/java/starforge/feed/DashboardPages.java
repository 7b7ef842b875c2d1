package starforge.feed;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import starforge.access.Identity;
import starforge.follows.Follows;
import starforge.repos.Listing;
import starforge.repos.Listing.Sort;
import starforge.repos.RepoView;
import starforge.repos.Repos;
import starforge.watches.Watches;
import starforge.web.Exchange;
import starforge.web.Routes;

/** {@code /dashboard}: what the people do whom one follows, and what happens in what one watches. */
public final class DashboardPages {
    private static final int REPOS = 8;
    private static final int PEOPLE = 14;

    private final Feed feed;
    private final Follows follows;
    private final Watches watches;
    private final Repos repos;
    private final RepoView rows;
    private final FeedView view;

    public DashboardPages(Feed feed, Follows follows, Watches watches, Repos repos, RepoView rows, Clock clock) {
        this.feed = feed;
        this.follows = follows;
        this.watches = watches;
        this.repos = repos;
        this.rows = rows;
        this.view = new FeedView(clock);
    }

    public void addTo(Routes routes) {
        routes.userGet("/dashboard", this::dashboard);
    }

    private Object dashboard(Exchange exchange) {
        Identity who = exchange.who();
        Show show = Show.of(exchange.query("show"));
        Circle circle = Circle.of(who, follows, watches, repos);
        Map<String, Object> model = new HashMap<>();
        view.put(model, feed.merged(who, circle.tracks(show), FeedView.before(exchange)));
        model.put("show", show.word());
        model.put("isNewest", FeedView.before(exchange) == Long.MAX_VALUE);
        model.put("topics", circle.watched());
        model.put("concerns", circle.topics());
        model.put("kinds", show.told());
        model.put("people", circle.people().values().stream().limit(PEOPLE).toList());
        Listing mine = Listing.ofOwner(who.userId(), Sort.ACTIVE, 0, REPOS);
        model.put("mine", rows.rows(exchange, repos.list(who, mine)));
        model.put("total", repos.count(who, mine));
        return exchange.html("feed/dashboard", model);
    }
}
