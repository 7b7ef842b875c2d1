package starforge.feed;

import java.time.Clock;
import java.util.Map;
import starforge.access.Level;
import starforge.people.PersonView;
import starforge.repos.RepoView;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Routes;

/** What happened in a repository, and what somebody did. */
public final class ActivityPages {
    private final Feed feed;
    private final RepoView repo;
    private final PersonView person;
    private final Users users;
    private final FeedView view;

    public ActivityPages(Feed feed, RepoView repo, PersonView person, Users users, Clock clock) {
        this.feed = feed;
        this.repo = repo;
        this.person = person;
        this.users = users;
        this.view = new FeedView(clock);
    }

    public void addTo(Routes routes) {
        routes.repoGet("activity", Level.READ, this::repository);
        routes.get("/user/:name/activity", this::person);
    }

    private Object repository(Exchange exchange) {
        Map<String, Object> model = repo.model(exchange);
        view.put(model, feed.repository(exchange.who(), exchange.repo().id(), FeedView.before(exchange)));
        return exchange.keep().html("feed/repository", model);
    }

    private Object person(Exchange exchange) {
        User user = users.shown(exchange.who(), exchange.part(":name"));
        Map<String, Object> model = person.model(exchange, user);
        view.put(model, feed.person(exchange.who(), user.id(), FeedView.before(exchange)));
        return exchange.keep().html("feed/person", model);
    }
}
