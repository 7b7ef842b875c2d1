package starforge.keys;

import java.util.Map;
import java.util.OptionalLong;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.repos.RepoView;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings/keys}: the keys that open one repository alone. */
public final class DeployKeyPages {
    private static final String WORD = "settings/keys";

    private final Keys keys;
    private final RepoView view;

    public DeployKeyPages(Keys keys, RepoView view) {
        this.keys = keys;
        this.view = view;
    }

    public void addTo(Routes routes) {
        routes.repoGet(WORD, Level.ADMIN, exchange -> {
            if (!exchange.rest().isEmpty()) {
                throw Refusal.notFound();
            }
            return show(exchange, Map.of());
        });
        routes.repoPost(WORD, Level.ADMIN, this::change);
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = view.model(exchange);
        model.put("keys", keys.of(exchange.repo()));
        model.put(
                "form",
                Map.of(
                        "title", exchange.form("title"),
                        "ssh_key", Keys.shownAgain(exchange.form("ssh_key")),
                        "pushaccess", Forms.isChecked(exchange, "pushaccess")));
        model.putAll(more);
        return exchange.html("repos/keys", model);
    }

    private Object change(Exchange exchange) throws Exception {
        OptionalLong removed = Forms.removed(exchange.rest());
        if (removed.isEmpty()) {
            return Forms.orAgain(exchange, this::add, wrong -> show(exchange, wrong));
        }
        keys.remove(exchange.who(), exchange.repo(), removed.getAsLong());
        return done(exchange, "deploy-keys.removed");
    }

    private Object add(Exchange exchange) {
        keys.add(
                exchange.who(),
                exchange.repo(),
                exchange.form("title"),
                exchange.form("ssh_key"),
                Forms.isChecked(exchange, "pushaccess"));
        return done(exchange, "deploy-keys.added");
    }

    private static Object done(Exchange exchange, String sentence) {
        return exchange.redirect("/" + exchange.repo().name() + "/" + WORD, Notice.ok(sentence));
    }
}
