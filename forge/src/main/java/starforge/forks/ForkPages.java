package starforge.forks;

import java.util.Map;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.RepoName;
import starforge.repos.Listing;
import starforge.repos.NewRepos;
import starforge.repos.Repo;
import starforge.repos.RepoView;
import starforge.repos.Repos;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Pages;
import starforge.web.Routes;

/** The fork button and the list of forks. */
public final class ForkPages {
    private static final int PAGE = 30;

    private final Repos repos;
    private final NewRepos newRepos;
    private final RepoView view;

    public ForkPages(Repos repos, NewRepos newRepos, RepoView view) {
        this.repos = repos;
        this.newRepos = newRepos;
        this.view = view;
    }

    public void addTo(Routes routes) {
        routes.prefixPost("/do_fork/", Level.READ, this::fork);
        routes.repoGet("forks", Level.READ, this::forks);
    }

    private Object fork(Exchange exchange) {
        Gate.Entry parent = exchange.repo();
        RepoName name = parent.name().forkedBy(exchange.who().name());
        if (repos.exists(name)) {
            return exchange.redirect("/" + name, Notice.info("forks.there-already"));
        }
        Repo fork = newRepos.fork(exchange.who(), parent);
        return exchange.redirect(fork.url(), Notice.ok("forks.made"));
    }

    private Object forks(Exchange exchange) {
        long parent = exchange.repo().id();
        int count = repos.count(exchange.who(), Listing.forksOf(parent, 0, PAGE));
        Pages pages = new Pages(exchange.page(), PAGE, count);
        if (exchange.page() > pages.last()) {
            throw Refusal.notFound();
        }
        Map<String, Object> model = view.model(exchange);
        Listing listing = Listing.forksOf(parent, pages.offset(), PAGE);
        model.put("forks", view.rows(exchange, repos.list(exchange.who(), listing)));
        model.put("pages", pages);
        return exchange.keep().html("forks/list", model);
    }
}
