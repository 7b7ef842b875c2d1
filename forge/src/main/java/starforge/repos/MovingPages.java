package starforge.repos;

import java.util.Map;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.RepoName;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Handler;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings/move}: another name, another owner, read only, or the end. */
final class MovingPages {
    private final Repos repos;
    private final RepoView view;
    private final Users users;
    private final Handover handover;

    MovingPages(Repos repos, RepoView view, Users users, Handover handover) {
        this.repos = repos;
        this.view = view;
        this.users = users;
        this.handover = handover;
    }

    void addTo(Routes routes) {
        routes.repoGet("settings/move", Level.ADMIN, exchange -> show(exchange, Map.of()));
        form(routes, "settings/rename", this::rename);
        form(routes, "settings/transfer", this::transfer);
        form(routes, "settings/archive", this::archive);
        form(routes, "settings/delete", this::delete);
    }

    private void form(Routes routes, String word, Handler deed) {
        routes.repoPost(word, Level.ADMIN, exchange -> Forms.orAgain(exchange, deed, wrong -> show(exchange, wrong)));
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        exchange.endsHere();
        Map<String, Object> model = view.model(exchange);
        Repo repo = repos.get(exchange.repo());
        model.put("mayGive", handover.mayGive(exchange.who(), repo));
        model.put("form", Map.of("new_name", exchange.form("new_name"), "new_owner", exchange.form("new_owner")));
        model.putAll(more);
        return exchange.html("repos/move", model);
    }

    private Object rename(Exchange exchange) {
        RepoName name = repos.rename(
                exchange.who(), exchange.repo(), exchange.form("new_name").strip());
        return exchange.redirect("/" + name + "/settings", Notice.ok("repo-settings.renamed", name));
    }

    private Object transfer(Exchange exchange) {
        requireName(exchange, "confirm_transfer", "transfer.type-name");
        String typed = exchange.form("new_owner").strip();
        Holder to = users.find(typed)
                .map(Holder::of)
                .or(() -> repos.group(typed).map(Holder::of))
                .orElseThrow(() -> Refusal.invalid("new_owner", "transfer.nobody", typed));
        RepoName name = handover.transfer(exchange.who(), exchange.repo(), to);
        boolean mayLook = repos.level(exchange.who(), exchange.repo().id()).includes(Level.READ);
        return exchange.redirect(mayLook ? "/" + name : "/", Notice.ok("transfer.done", to.name(), name));
    }

    private static void requireName(Exchange exchange, String field, String otherwise) {
        RepoName name = exchange.repo().name();
        if (!exchange.form(field).strip().equals(name.toString())) {
            throw Refusal.invalid(field, otherwise, name);
        }
    }

    private Object archive(Exchange exchange) {
        boolean archived = Forms.isChecked(exchange, "archived");
        handover.archive(exchange.who(), exchange.repo(), archived);
        String home = "/" + exchange.repo().name() + "/settings/move";
        return exchange.redirect(home, Notice.ok(archived ? "archive.done" : "archive.undone"));
    }

    private Object delete(Exchange exchange) {
        requireName(exchange, "confirm", "repo-settings.type-name");
        repos.delete(exchange.who(), exchange.repo());
        return exchange.redirect(
                "/", Notice.ok("repo-settings.deleted", exchange.repo().name()));
    }
}
