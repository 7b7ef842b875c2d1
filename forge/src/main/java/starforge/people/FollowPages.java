package starforge.people;

import java.util.List;
import java.util.Map;
import starforge.follows.Follow;
import starforge.follows.Follows;
import starforge.follows.Follows.Outcome;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Pages;
import starforge.web.Routes;

/** The follow button, and the lists of those who follow and are followed. */
public final class FollowPages {
    private static final int PAGE = 48;

    private final Users users;
    private final Follows follows;
    private final PersonView view;

    public FollowPages(Users users, Follows follows, PersonView view) {
        this.users = users;
        this.follows = follows;
        this.view = view;
    }

    public void addTo(Routes routes) {
        routes.userPost("/user/:name/follow/1", this::follow);
        routes.userPost("/user/:name/follow/0", this::unfollow);
        routes.get("/user/:name/followers", this::followers);
        routes.get("/user/:name/following", this::following);
    }

    private Object follow(Exchange exchange) {
        User user = user(exchange);
        Outcome outcome = follows.follow(exchange.signedIn(), user);
        return answer(exchange, user, true, outcome);
    }

    private Object unfollow(Exchange exchange) {
        User user = user(exchange);
        Outcome outcome = follows.unfollow(exchange.signedIn(), user);
        return answer(exchange, user, false, outcome);
    }

    private User user(Exchange exchange) {
        return users.shown(exchange.who(), exchange.part(":name"));
    }

    private static Object answer(Exchange exchange, User user, boolean following, Outcome outcome) {
        if (exchange.wantsJson()) {
            return exchange.json(Map.of("following", following, "followers", outcome.followers()));
        }
        String key = following ? "people.now-following" : "people.not-following";
        return exchange.redirect(exchange.cameFrom("/user/" + user.name()), Notice.ok(key, user.name()));
    }

    private Object followers(Exchange exchange) {
        User user = user(exchange);
        Pages pages = new Pages(exchange.page(), PAGE, follows.followers(user));
        return page(exchange, user, "followers", pages, follows.followers(user, exchange.who(), pages.offset(), PAGE));
    }

    private Object following(Exchange exchange) {
        User user = user(exchange);
        Pages pages = new Pages(exchange.page(), PAGE, follows.followed(user));
        return page(exchange, user, "following", pages, follows.followed(user, exchange.who(), pages.offset(), PAGE));
    }

    private Object page(Exchange exchange, User user, String tab, Pages pages, List<Follow> people) {
        Map<String, Object> model = view.model(exchange, user);
        model.put("tab", tab);
        model.put("people", people);
        model.put("pages", pages);
        return exchange.keep().html("people/follows", model);
    }
}
