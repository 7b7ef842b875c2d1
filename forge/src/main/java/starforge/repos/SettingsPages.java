package starforge.repos;

import java.util.HashMap;
import java.util.Map;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.git.DefaultBranches;
import starforge.git.read.Refs;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings}, for those who run a repository: what it is. Its people, branches and end have their own pages. */
public final class SettingsPages {
    private final Repos repos;
    private final RepoView view;
    private final DefaultBranches defaultBranches;
    private final Refs refs;
    private final PeopleSettingsPages people;
    private final BranchSettingsPages branches;
    private final MovingPages moving;

    public SettingsPages(
            Repos repos,
            RepoView view,
            Users users,
            DefaultBranches defaultBranches,
            Refs refs,
            Collaborators collaborators,
            Protections protections,
            Handover handover) {
        this.repos = repos;
        this.view = view;
        this.defaultBranches = defaultBranches;
        this.refs = refs;
        this.people = new PeopleSettingsPages(collaborators, view, users);
        this.branches = new BranchSettingsPages(protections, view);
        this.moving = new MovingPages(repos, view, users, handover);
    }

    public void addTo(Routes routes) {
        routes.repoGet("settings", Level.ADMIN, exchange -> {
            exchange.endsHere();
            return show(exchange, Map.of());
        });
        routes.repoPost(
                "settings",
                Level.ADMIN,
                exchange -> Forms.orAgain(exchange, this::describe, wrong -> show(exchange, again(exchange, wrong))));
        people.addTo(routes);
        branches.addTo(routes);
        moving.addTo(routes);
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = view.model(exchange);
        Repo repo = repos.get(exchange.repo());
        model.put(
                "branches",
                refs.branches(repo.id()).stream().map(branch -> branch.name()).toList());
        model.put("form", Map.of("description", repo.description(), "website", repo.website()));
        model.putAll(more);
        return exchange.html("repos/settings", model);
    }

    private static Map<String, Object> again(Exchange exchange, Map<String, Object> wrong) {
        Map<String, Object> model = new HashMap<>(wrong);
        model.put("form", Map.of("description", exchange.form("description"), "website", exchange.form("website")));
        return model;
    }

    private Object describe(Exchange exchange) {
        exchange.endsHere();
        Gate.Entry repo = exchange.repo();
        String branch = exchange.form("default_branch");
        boolean known =
                refs.branches(repo.id()).stream().anyMatch(each -> each.name().equals(branch));
        if (!branch.isEmpty() && !known) {
            throw Refusal.invalid("default_branch", "repo-settings.no-branch", branch);
        }
        repos.describe(
                exchange.who(),
                repo,
                exchange.form("description"),
                exchange.form("website"),
                Forms.isChecked(exchange, "private"));
        if (known) {
            defaultBranches.set(repo.id(), branch);
            exchange.changed(repo.id());
        }
        return exchange.redirect("/" + repo.name() + "/settings", Notice.ok("repo-settings.saved"));
    }
}
