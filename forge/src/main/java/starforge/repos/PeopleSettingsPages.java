package starforge.repos;

import java.util.Map;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings/people}: who may do what. */
final class PeopleSettingsPages {
    private static final String WORD = "settings/people";

    private final Collaborators collaborators;
    private final RepoView view;
    private final Users users;

    PeopleSettingsPages(Collaborators collaborators, RepoView view, Users users) {
        this.collaborators = collaborators;
        this.view = view;
        this.users = users;
    }

    void addTo(Routes routes) {
        routes.repoGet(WORD, Level.ADMIN, exchange -> show(exchange, Map.of()));
        routes.repoPost(
                WORD, Level.ADMIN, exchange -> Forms.orAgain(exchange, this::change, wrong -> show(exchange, wrong)));
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        exchange.endsHere();
        Map<String, Object> model = view.model(exchange);
        model.put("collaborators", collaborators.of(exchange.repo()));
        model.put("form", Map.of("user", exchange.form("user")));
        model.putAll(more);
        return exchange.html("repos/people", model);
    }

    private Object change(Exchange exchange) {
        String typed = exchange.form("user").strip();
        User user = users.find(typed).orElseThrow(() -> Refusal.invalid("user", "users.none", typed));
        Level level =
                Level.of(exchange.form("level")).orElseThrow(() -> Refusal.invalid("level", "repo-people.levels"));
        collaborators.let(exchange.who(), exchange.repo(), user, level);
        String home = "/" + exchange.repo().name() + "/" + WORD;
        return exchange.redirect(home, Notice.ok("repo-people.may-" + level.word(), user.name()));
    }
}
