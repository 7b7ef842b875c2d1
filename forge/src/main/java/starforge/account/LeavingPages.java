package starforge.account;

import java.util.Map;
import starforge.access.Refusal;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Cookies;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /settings/delete}: the end of an account. */
final class LeavingPages implements AccountPages.Part {
    private static final String HOME = "/settings/delete";

    private final Users users;
    private final Leaving leaving;
    private final Proof proof;

    LeavingPages(Users users, Leaving leaving, Proof proof) {
        this.users = users;
        this.leaving = leaving;
        this.proof = proof;
    }

    @Override
    public void addTo(Routes routes) {
        routes.userGet(HOME, exchange -> exchange.html("account/delete", Map.of()));
        routes.userPost(
                HOME,
                exchange -> Forms.orAgain(exchange, this::delete, wrong -> exchange.html("account/delete", wrong)));
    }

    private Object delete(Exchange exchange) {
        User user = users.get(exchange.who().name());
        if (!exchange.form("confirm").strip().equals(user.name())) {
            throw Refusal.invalid("confirm", "leaving.type-name", user.name());
        }
        leaving.delete(exchange.who(), proof.of(exchange));
        exchange.cookies().delete(Cookies.SESSION);
        return exchange.redirect("/", Notice.ok("leaving.done"));
    }
}
