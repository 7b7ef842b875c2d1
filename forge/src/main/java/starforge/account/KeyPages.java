package starforge.account;

import java.util.HashMap;
import java.util.Map;
import starforge.keys.Keys;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /settings/keys}: the public keys of a person. */
final class KeyPages implements AccountPages.Part {
    private static final String HOME = "/settings/keys";

    private final Keys keys;

    KeyPages(Keys keys) {
        this.keys = keys;
    }

    @Override
    public void addTo(Routes routes) {
        routes.userGet(HOME, exchange -> show(exchange, Map.of()));
        routes.userPost(HOME, exchange -> Forms.orAgain(exchange, this::add, wrong -> show(exchange, wrong)));
        routes.userPost(HOME + "/:id/remove", this::remove);
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("keys", keys.of(exchange.who()));
        model.put(
                "form", Map.of("title", exchange.form("title"), "ssh_key", Keys.shownAgain(exchange.form("ssh_key"))));
        return exchange.html("account/keys", model);
    }

    private Object add(Exchange exchange) {
        keys.add(exchange.who(), exchange.form("title"), exchange.form("ssh_key"));
        return exchange.redirect(HOME, Notice.ok("keys.added"));
    }

    private Object remove(Exchange exchange) {
        keys.remove(exchange.who(), Forms.number(exchange.part(":id")));
        return exchange.redirect(HOME, Notice.ok("keys.removed"));
    }
}
