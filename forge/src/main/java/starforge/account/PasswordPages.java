package starforge.account;

import java.util.Map;
import starforge.access.Refusal;
import starforge.signin.PasswordChange;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;
import starforge.web.Session;

/** {@code /settings/password}. */
final class PasswordPages implements AccountPages.Part {
    private static final String HOME = "/settings/password";

    private final PasswordChange passwords;
    private final Proof proof;

    PasswordPages(PasswordChange passwords, Proof proof) {
        this.passwords = passwords;
        this.proof = proof;
    }

    @Override
    public void addTo(Routes routes) {
        routes.userGet(HOME, exchange -> exchange.html("account/password", Map.of()));
        routes.userPost(
                HOME,
                exchange -> Forms.orAgain(exchange, this::change, wrong -> exchange.html("account/password", wrong)));
    }

    private Object change(Exchange exchange) {
        if (!exchange.form("password").equals(exchange.form("confirm"))) {
            throw Refusal.invalid("confirm", "account.passwords-differ");
        }
        String here = exchange.session().map(Session::key).orElse("");
        passwords.change(proof.of(exchange), exchange.form("password"), here);
        return exchange.redirect(HOME, Notice.ok("account.password-changed"));
    }
}
