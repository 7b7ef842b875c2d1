package starforge.repos;

import java.util.Map;
import java.util.OptionalLong;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings/branches}: which branches are protected. */
final class BranchSettingsPages {
    private static final String WORD = "settings/branches";

    private final Protections protections;
    private final RepoView view;

    BranchSettingsPages(Protections protections, RepoView view) {
        this.protections = protections;
        this.view = view;
    }

    void addTo(Routes routes) {
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
        model.put("rules", protections.of(exchange.repo()));
        model.put("form", Map.of("pattern", exchange.form("pattern")));
        model.putAll(more);
        return exchange.html("repos/branches", model);
    }

    private Object change(Exchange exchange) throws Exception {
        OptionalLong removed = Forms.removed(exchange.rest());
        if (removed.isEmpty()) {
            return Forms.orAgain(exchange, this::add, wrong -> show(exchange, wrong));
        }
        protections.remove(exchange.who(), exchange.repo(), removed.getAsLong());
        return done(exchange, Notice.ok("protection.removed"));
    }

    private Object add(Exchange exchange) {
        String pattern = exchange.form("pattern").strip();
        protections.add(exchange.who(), exchange.repo(), pattern, level(exchange.form("level")));
        return done(exchange, Notice.ok("protection.added", pattern));
    }

    private static Level level(String word) {
        return Level.of(word)
                .filter(level -> level.includes(Level.WRITE))
                .orElseThrow(() -> Refusal.invalid("level", "protection.levels"));
    }

    private static Object done(Exchange exchange, Notice notice) {
        return exchange.redirect("/" + exchange.repo().name() + "/" + WORD, notice);
    }
}
