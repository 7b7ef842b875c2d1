package starforge.feed;

import java.time.Clock;
import java.util.Map;
import starforge.groups.Group;
import starforge.groups.Groups;
import starforge.people.GroupView;
import starforge.repos.Repos;
import starforge.web.Exchange;
import starforge.web.Routes;
import starforge.words.Words;

/** What happened in the repositories of a group that the reader sees, as a page and as a feed. */
public final class GroupActivityPages {
    private final Feed feed;
    private final Groups groups;
    private final Repos repos;
    private final GroupView group;
    private final FeedView view;

    public GroupActivityPages(Feed feed, Groups groups, Repos repos, GroupView group, Clock clock) {
        this.feed = feed;
        this.groups = groups;
        this.repos = repos;
        this.group = group;
        this.view = new FeedView(clock);
    }

    public void addTo(Routes routes) {
        routes.get("/group/:name/activity", this::page);
        routes.get("/group/:name/activity.atom", this::atom);
    }

    private Object page(Exchange exchange) {
        Group wanted = groups.get(exchange.part(":name"));
        Circle circle = Circle.of(exchange.who(), wanted, repos);
        Map<String, Object> model = group.model(exchange, wanted);
        view.put(model, feed.merged(exchange.who(), circle.tracks(Show.ALL), FeedView.before(exchange)));
        model.put("isNewest", FeedView.before(exchange) == Long.MAX_VALUE);
        model.put("topics", circle.watched());
        model.put("concerns", circle.topics());
        model.put("kinds", Show.ALL.told());
        return exchange.keep().html("feed/group", model);
    }

    private Object atom(Exchange exchange) {
        Group wanted = groups.get(exchange.part(":name"));
        Circle circle = Circle.of(exchange.who(), wanted, repos);
        FeedPage found = feed.merged(exchange.who(), circle.tracks(Show.ALL), Long.MAX_VALUE);
        String page = wanted.url() + "/activity";
        String title = Words.english().say("feed.activity-of", wanted.shown());
        return AtomPages.answer(exchange, page + ".atom", page, title, found, wanted.createdAt());
    }
}
