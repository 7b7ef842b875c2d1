package starforge.stars;

import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.repos.RepoView;
import starforge.stars.Stars.Outcome;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Pages;
import starforge.web.Routes;
import starforge.words.Words;

/** The star button, and the stargazers of a repository. */
public final class StarPages {
    private static final int PEOPLE = 48;

    private final Stars stars;
    private final RepoView view;
    private final StarStory story;

    public StarPages(Stars stars, StarStory story, RepoView view) {
        this.stars = stars;
        this.story = story;
        this.view = view;
    }

    public void addTo(Routes routes) {
        routes.repoPost("star/1", Level.READ, this::star);
        routes.repoPost("star/0", Level.READ, this::unstar);
        routes.repoPost("star", Level.READ, exchange -> {
            throw new Refusal(Reason.MALFORMED, "stars.how");
        });
        routes.repoGet("stargazers", Level.READ, this::stargazers);
        routes.repoGet("stars.svg", Level.READ, this::curve);
    }

    private Object star(Exchange exchange) {
        Gate.Entry repo = exchange.repo();
        Outcome outcome = stars.star(exchange.who(), repo);
        return answer(exchange, true, outcome, outcome.changed() ? "stars.starred" : "stars.starred-before");
    }

    private Object unstar(Exchange exchange) {
        Gate.Entry repo = exchange.repo();
        Outcome outcome = stars.unstar(exchange.who(), repo);
        return answer(exchange, false, outcome, outcome.changed() ? "stars.unstarred" : "stars.never-starred");
    }

    private static Object answer(Exchange exchange, boolean starred, Outcome outcome, String key) {
        String url = "/" + exchange.repo().name();
        if (exchange.wantsJson()) {
            return exchange.json(Map.of(
                    "starred",
                    starred,
                    "count",
                    outcome.count(),
                    "seq",
                    outcome.seq(),
                    "action",
                    url + "/star/" + (starred ? 0 : 1),
                    "label",
                    Words.english().say(starred ? "stars.button.starred" : "stars.button")));
        }
        return exchange.redirect(
                exchange.cameFrom(url), Notice.ok(key, exchange.repo().name()));
    }

    private Object stargazers(Exchange exchange) {
        Pages pages = new Pages(exchange.page(), PEOPLE, stars.count(exchange.repo()));
        Map<String, Object> model = view.model(exchange);
        model.put("stargazers", stars.of(exchange.repo(), pages.offset(), PEOPLE));
        model.put("pages", pages);
        if (pages.page() == 1) {
            model.put("past", story.past(exchange.repo()));
            model.put("others", story.others(exchange.who(), exchange.repo()));
        }
        // What the same people starred meanwhile may be a minute behind; whatever goes out of sight is gone at once.
        return exchange.keep().html("stars/stargazers", model);
    }

    /** The curve alone, for pages elsewhere. Who has it already is told that it is still the same. */
    private Object curve(Exchange exchange) {
        exchange.endsHere();
        String file = story.past(exchange.repo()).file();
        String tag = CurveFile.tag(file);
        exchange.type("image/svg+xml")
                .header("ETag", tag)
                .header("Content-Security-Policy", CurveFile.POLICY)
                .header("Cache-Control", exchange.repo().isHidden() ? "private, no-cache" : "public, no-cache");
        if (exchange.header("If-None-Match").filter(held -> held.contains(tag)).isPresent()) {
            exchange.status(HttpServletResponse.SC_NOT_MODIFIED);
            return "";
        }
        return file;
    }
}
