package starforge.admin;

import java.util.List;
import java.util.Map;
import starforge.git.Repositories;
import starforge.repos.Listing;
import starforge.repos.Repo;
import starforge.repos.Repos;
import starforge.web.Exchange;
import starforge.web.Pages;

/** {@code /admin/repos}: all repositories, private ones too. What is done to one is done in its own settings. */
public final class RepoAdminPages {
    private static final int PAGE = 30;

    private final Repos repos;
    private final Repositories git;

    /**
     * One line of the page.
     *
     * @param size on disk, in words
     */
    public record Line(Repo repo, String name, String size) {}

    public RepoAdminPages(Repos repos, Repositories git) {
        this.repos = repos;
        this.git = git;
    }

    void addTo(AdminRoutes routes) {
        routes.get("/admin/repos", this::list);
    }

    private Object list(Exchange exchange) {
        String wanted = exchange.query("q").orElse("").strip();
        int count = repos.count(exchange.who(), listing(wanted, 0));
        Pages pages = new Pages(exchange.page(), PAGE, count);
        List<Line> lines = repos.list(exchange.who(), listing(wanted, pages.offset())).stream()
                .map(repo -> new Line(repo, repo.name().toString(), Figures.size(git.size(repo.id()))))
                .toList();
        return exchange.html("admin/repos", Map.of("repos", lines, "q", wanted, "pages", pages));
    }

    private static Listing listing(String wanted, int offset) {
        return wanted.isEmpty() ? Listing.all(Listing.Sort.NAME, offset, PAGE) : Listing.matching(wanted, offset, PAGE);
    }
}
