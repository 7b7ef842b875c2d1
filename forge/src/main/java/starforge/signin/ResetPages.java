package starforge.signin;

import java.util.HashMap;
import java.util.Map;
import starforge.access.Refusal;
import starforge.users.User;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /password/reset/<key>}: a new password by a link from an administrator. */
public final class ResetPages {
    private final PasswordLinks links;

    public ResetPages(PasswordLinks links) {
        this.links = links;
    }

    public void addTo(Routes routes) {
        routes.get("/password/reset/:key", exchange -> show(exchange, Map.of()));
        routes.post(
                "/password/reset/:key",
                exchange -> Forms.orAgain(exchange, this::reset, wrong -> show(exchange, wrong)));
    }

    private Object show(Exchange exchange, Map<String, Object> more) {
        User user = links.userOf(exchange.part(":key")).orElseThrow(PasswordLinks::noGood);
        Map<String, Object> model = new HashMap<>(more);
        model.put("user", user.name());
        exchange.bindForms();
        exchange.header("Referrer-Policy", "no-referrer");
        return exchange.html("signin/reset", model);
    }

    private Object reset(Exchange exchange) {
        if (!exchange.form("password").equals(exchange.form("confirm"))) {
            throw Refusal.invalid("confirm", "account.passwords-differ");
        }
        links.use(exchange.part(":key"), exchange.form("password"));
        return exchange.redirect("/login", Notice.ok("reset.done"));
    }
}
