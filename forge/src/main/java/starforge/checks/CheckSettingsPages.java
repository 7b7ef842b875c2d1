package starforge.checks;

import starforge.access.Level;
import starforge.repos.RepoView;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings/checks}: whether what is pushed is checked without being asked for. */
public final class CheckSettingsPages {
    private static final String WORD = "settings/checks";

    private final Checks checks;
    private final RepoView view;

    public CheckSettingsPages(Checks checks, RepoView view) {
        this.checks = checks;
        this.view = view;
    }

    public void addTo(Routes routes) {
        routes.repoGet(WORD, Level.ADMIN, this::show);
        routes.repoPost(WORD, Level.ADMIN, this::change);
    }

    private Object show(Exchange exchange) {
        exchange.endsHere();
        var model = view.model(exchange);
        model.put("onPush", checks.isOnPush(exchange.repo().id()));
        return exchange.html("repos/checks", model);
    }

    private Object change(Exchange exchange) {
        boolean wanted = Forms.isChecked(exchange, "on_push");
        checks.onPush(exchange.repo().id(), wanted);
        return exchange.redirect(
                "/" + exchange.repo().name() + "/" + WORD,
                Notice.ok(wanted ? "checks.on-push-now" : "checks.on-push-not"));
    }
}
