package starforge.repos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.access.RepoName;
import starforge.git.Repositories;
import starforge.git.read.Refs;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Handler;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings}, for those who run a repository. */
public final class SettingsPages {
    private final Repos repos;
    private final RepoView view;
    private final Users users;
    private final Repositories git;
    private final Refs refs;

    public SettingsPages(Repos repos, RepoView view, Users users, Repositories git, Refs refs) {
        this.repos = repos;
        this.view = view;
        this.users = users;
        this.git = git;
        this.refs = refs;
    }

    public void addTo(Routes routes) {
        routes.repoGet("settings", Level.ADMIN, exchange -> show(exchange, Map.of()));
        form(routes, "settings", this::describe);
        form(routes, "settings/rename", this::rename);
        form(routes, "settings/people", this::people);
        form(routes, "settings/delete", this::delete);
    }

    /** A form that shows the page again, with the sentence at the field, when something in it is wrong. */
    private void form(Routes routes, String word, Handler handler) {
        routes.repoPost(word, Level.ADMIN, exchange -> {
            try {
                return handler.answer(exchange);
            } catch (Refusal refusal) {
                if (refusal.reason() != Reason.INVALID) {
                    throw refusal;
                }
                return show(exchange.status(422), Map.of("errors", Map.of(refusal.field(), refusal.text())));
            }
        });
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = view.model(exchange);
        model.put(
                "branches",
                refs.branches(exchange.repo().id()).stream()
                        .map(branch -> branch.name())
                        .toList());
        model.put("collaborators", repos.collaborators(exchange.repo()));
        model.put("levels", List.of("read", "write", "admin"));
        model.put(
                "form",
                new HashMap<>(Map.of(
                        "description", exchange.form("description"),
                        "new_name", exchange.form("new_name"),
                        "user", exchange.form("user"))));
        model.putAll(more);
        return exchange.html("repos/settings", model);
    }

    private Object describe(Exchange exchange) {
        Gate.Entry repo = exchange.repo();
        String branch = exchange.form("default_branch");
        boolean known =
                refs.branches(repo.id()).stream().anyMatch(each -> each.name().equals(branch));
        if (!branch.isEmpty() && !known) {
            throw Refusal.invalid("default_branch", "There is no branch " + branch + ". Push it first.");
        }
        repos.describe(
                exchange.who(),
                repo,
                exchange.form("description"),
                !exchange.form("private").isEmpty());
        if (known) {
            git.defaultBranch(repo.id(), branch);
        }
        return done(exchange, repo.name(), "The settings are saved.");
    }

    private Object rename(Exchange exchange) {
        RepoName name = repos.rename(
                exchange.who(), exchange.repo(), exchange.form("new_name").strip());
        return done(exchange, name, "The repository is now called " + name + ".");
    }

    private Object people(Exchange exchange) {
        String typed = exchange.form("user").strip();
        User user =
                users.find(typed).orElseThrow(() -> Refusal.invalid("user", "There is no user named " + typed + "."));
        Level level = level(exchange.form("level"));
        if (user.id() == repos.get(exchange.repo()).ownerId()) {
            throw Refusal.invalid("user", user.name() + " owns this repository and may do everything already.");
        }
        repos.collaborator(exchange.who(), exchange.repo(), user.id(), level);
        String sentence = level == Level.NONE
                ? user.name() + " is no longer a collaborator."
                : user.name() + " may now " + (level == Level.ADMIN ? "do everything" : level.word()) + " here.";
        return done(exchange, exchange.repo().name(), sentence);
    }

    private static Level level(String word) {
        return switch (word) {
            case "none" -> Level.NONE;
            case "read" -> Level.READ;
            case "write" -> Level.WRITE;
            case "admin" -> Level.ADMIN;
            default -> throw Refusal.invalid("level", "Choose read, write or admin.");
        };
    }

    private Object delete(Exchange exchange) {
        RepoName name = exchange.repo().name();
        if (!exchange.form("confirm").strip().equals(name.toString())) {
            throw Refusal.invalid("confirm", "Nothing is deleted. Type the full name, " + name + ", to delete it.");
        }
        repos.delete(exchange.who(), exchange.repo());
        return exchange.redirect("/", Notice.ok("The repository " + name + " is deleted."));
    }

    private static Object done(Exchange exchange, RepoName name, String sentence) {
        return exchange.redirect("/" + name + "/settings", Notice.ok(sentence));
    }
}
