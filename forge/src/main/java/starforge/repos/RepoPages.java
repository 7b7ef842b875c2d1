package starforge.repos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.git.FirstCommit;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /new}. */
public final class RepoPages {
    private static final String FIRST_BRANCH = "main";

    private final NewRepos newRepos;
    private final FirstCommit firstCommit;

    public RepoPages(NewRepos newRepos, FirstCommit firstCommit) {
        this.newRepos = newRepos;
        this.firstCommit = firstCommit;
    }

    public void addTo(Routes routes) {
        routes.userGet(
                "/new",
                exchange -> show(
                        exchange,
                        Map.of(
                                "namespace",
                                exchange.query("namespace")
                                        .orElse(exchange.who().name()))));
        routes.userPost("/new", this::create);
    }

    private Object show(Exchange exchange, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("namespaces", newRepos.namespaces(exchange.who()));
        return exchange.html("repos/new", all);
    }

    private Object create(Exchange exchange) {
        try {
            NewRepo wish = new NewRepo(
                    exchange.form("namespace"),
                    exchange.form("name"),
                    exchange.form("description"),
                    isChecked(exchange, "private"));
            Repo repo = newRepos.create(exchange.who(), wish, FIRST_BRANCH);
            if (isChecked(exchange, "readme")) {
                firstCommit.make(repo.id(), FIRST_BRANCH, exchange.who().name(), "README.md", readme(repo));
                exchange.changed(repo.id());
            }
            return exchange.redirect(repo.url(), Notice.ok("repos.ready", repo.name()));
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.INVALID) {
                throw refusal;
            }
            Map<String, Object> model = new HashMap<>();
            for (String field : List.of("name", "namespace", "description")) {
                model.put(field, exchange.form(field));
            }
            model.put("private", isChecked(exchange, "private"));
            model.put("readme", isChecked(exchange, "readme"));
            model.put("errors", Map.of(refusal.field(), refusal.text()));
            return show(exchange.status(422), model);
        }
    }

    private static boolean isChecked(Exchange exchange, String field) {
        return !exchange.form(field).isEmpty() && !exchange.form(field).matches("0|false|off|no");
    }

    private static String readme(Repo repo) {
        String about = repo.description().isEmpty() ? "" : "\n" + repo.description() + "\n";
        return "# " + repo.name().name() + "\n" + about;
    }
}
