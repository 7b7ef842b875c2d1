package starforge.account;

import java.util.List;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.web.Cookies;
import starforge.web.Exchange;
import starforge.web.Routes;

/** {@code /settings} of the one who is signed in, part by part, and the choice of light or dark. */
public final class AccountPages {
    private final List<Part> parts;

    /** One part of the settings. */
    interface Part {
        void addTo(Routes routes);
    }

    public AccountPages(AccountParts parts) {
        this.parts = List.of(
                new ProfilePages(parts.users(), parts.proof()),
                new PasswordPages(parts.passwords(), parts.proof()),
                new KeyPages(parts.keys()),
                new TokenPages(parts.users(), parts.tokens()),
                new SessionPages(parts.sessions(), parts.passwords(), parts.database(), parts.events()),
                new LeavingPages(parts.users(), parts.leaving(), parts.proof()));
    }

    public void addTo(Routes routes) {
        parts.forEach(part -> part.addTo(routes));
        routes.visitorPost("/settings/scheme", this::scheme);
    }

    private Object scheme(Exchange exchange) {
        String chosen = exchange.form("scheme");
        if (!chosen.matches("auto|light|dark")) {
            throw new Refusal(Reason.MALFORMED, "account.schemes");
        }
        exchange.cookies().set(Cookies.SCHEME, chosen);
        return exchange.redirect(exchange.cameFrom("/"));
    }
}
