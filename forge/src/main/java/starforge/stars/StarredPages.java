package starforge.stars;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Level;
import starforge.repos.Listing;
import starforge.repos.Repo;
import starforge.repos.RepoRow;
import starforge.repos.RepoView;
import starforge.repos.Repos;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Pages;
import starforge.web.Routes;

/**
 * The stars of a user: {@code /user/<name>/stars?q=&sort=&tag=}; POST {@code /<repo>/star/tags} with {@code tag} to keep a
 * star under a word, {@code /<repo>/star/untag} to take it from there. Words are shown to their owner alone.
 */
public final class StarredPages {
    private static final int PAGE = 30;
    private static final int LONGEST = 100;

    private final StarTags tags;
    private final Repos repos;
    private final RepoView view;
    private final Users users;

    public StarredPages(StarTags tags, Repos repos, RepoView view, Users users) {
        this.tags = tags;
        this.repos = repos;
        this.view = view;
        this.users = users;
    }

    public void addTo(Routes routes) {
        routes.get("/user/:name/stars", this::starred);
        routes.get("/user/:name/stars/", this::starred);
        routes.repoPost(
                "star/tags",
                Level.READ,
                exchange -> Forms.orAgain(exchange, this::tag, wrong -> {
                    Map<String, Object> more = new HashMap<>(wrong);
                    more.put("typed", exchange.form("tag"));
                    more.put("typedFor", exchange.repo().id());
                    return show(exchange, users.get(exchange.who().name()), more);
                }));
        routes.repoPost("star/untag", Level.READ, this::untag);
    }

    /**
     * A starred repository in the list.
     *
     * @param tags of its star, to its owner
     */
    public record Line(RepoRow repo, List<String> tags) {}

    private Object starred(Exchange exchange) {
        return show(exchange, users.shown(exchange.who(), exchange.part(":name")), Map.of());
    }

    private Object show(Exchange exchange, User user, Map<String, ?> more) {
        boolean isMine = user.id() == exchange.who().userId();
        String text = asked(exchange, "q");
        String tag = isMine ? asked(exchange, "tag") : "";
        Listing.Sort sort = exchange.query("sort").map(Listing.Sort::of).orElse(Listing.Sort.STARRED);
        int count = repos.count(exchange.who(), Listing.starredBy(user.id(), text, tag, sort, 0, PAGE));
        Pages pages = new Pages(exchange.page(), PAGE, count);
        Listing listing = Listing.starredBy(user.id(), text, tag, sort, pages.offset(), PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("user", user.name());
        model.put("isMine", isMine);
        model.put("lines", lines(exchange, repos.list(exchange.who(), listing), isMine));
        model.put("tags", isMine ? tags.all(exchange.who()) : List.of());
        model.put("q", text);
        model.put("tag", tag);
        model.put("sort", sort.word());
        model.put("pages", pages);
        model.putAll(more);
        return exchange.keep().html("stars/starred", model);
    }

    /** A word of the address; a form that comes back has none. */
    private static String asked(Exchange exchange, String name) {
        String text = exchange.method().equals("POST")
                ? ""
                : exchange.query(name).orElse("").strip();
        return text.length() > LONGEST ? "" : text;
    }

    private List<Line> lines(Exchange exchange, List<Repo> found, boolean isMine) {
        Map<Long, List<String>> words =
                isMine ? tags.of(exchange.who(), found.stream().map(Repo::id).toList()) : Map.of();
        return view.rows(exchange, found).stream()
                .map(row -> new Line(row, words.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private Object tag(Exchange exchange) {
        String tag = tags.add(exchange.who(), exchange.repo(), exchange.form("tag"));
        return back(exchange, Notice.ok("stars.tagged", exchange.repo().name(), tag));
    }

    private Object untag(Exchange exchange) {
        String tag = exchange.form("tag");
        tags.remove(exchange.who(), exchange.repo(), tag);
        return back(exchange, Notice.ok("stars.untagged", exchange.repo().name(), tag));
    }

    private static String back(Exchange exchange, Notice notice) {
        return exchange.redirect(exchange.cameFrom("/user/" + exchange.who().name() + "/stars"), notice);
    }
}
