package starforge.hooks;

import java.util.Map;
import java.util.OptionalLong;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.repos.RepoView;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings/hooks}: which tasks follow a push. */
public final class HookPages {
    private static final String WORD = "settings/hooks";

    private final Hooks hooks;
    private final RepoView view;

    public HookPages(Hooks hooks, RepoView view) {
        this.hooks = hooks;
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
        model.put("hooks", hooks.of(exchange.repo()));
        model.put("hasBroker", hooks.hasBroker());
        model.put("form", Map.of("task", exchange.form("task"), "pattern", exchange.form("pattern")));
        model.putAll(more);
        return exchange.html("repos/hooks", model);
    }

    private Object change(Exchange exchange) throws Exception {
        OptionalLong removed = Forms.removed(exchange.rest());
        if (removed.isEmpty()) {
            return Forms.orAgain(exchange, this::add, wrong -> show(exchange, wrong));
        }
        hooks.remove(exchange.who(), exchange.repo(), removed.getAsLong());
        return done(exchange, Notice.ok("hooks.removed"));
    }

    private Object add(Exchange exchange) {
        String task = exchange.form("task").strip();
        hooks.add(
                exchange.who(), exchange.repo(), task, exchange.form("pattern").strip());
        return done(exchange, Notice.ok("hooks.added", task));
    }

    private static Object done(Exchange exchange, Notice notice) {
        return exchange.redirect("/" + exchange.repo().name() + "/" + WORD, notice);
    }
}
