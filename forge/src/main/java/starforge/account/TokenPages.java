package starforge.account;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.access.Refusal;
import starforge.tokens.Tokens;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /settings/tokens}. */
final class TokenPages implements AccountPages.Part {
    private static final String HOME = "/settings/tokens";

    private final Users users;
    private final Tokens tokens;

    TokenPages(Users users, Tokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    @Override
    public void addTo(Routes routes) {
        routes.userGet(HOME, exchange -> show(exchange, Map.of()));
        routes.userPost(HOME, exchange -> Forms.orAgain(exchange, this::add, wrong -> show(exchange, wrong)));
        routes.userPost(HOME + "/:id/revoke", this::revoke);
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("tokens", tokens.of(exchange.who()));
        model.put("form", Map.of("name", exchange.form("name"), "expires", exchange.form("expires")));
        return exchange.html("account/tokens", model);
    }

    private Object add(Exchange exchange) {
        User user = users.get(exchange.who().name());
        String scope = exchange.form("scope");
        List<String> scopes = scope.isEmpty() ? List.of() : List.of(scope);
        String secret = tokens.add(user, exchange.form("name"), scopes, lastDay(exchange.form("expires")));
        return show(exchange, Map.of("secret", secret));
    }

    private static Optional<LocalDate> lastDay(String typed) {
        try {
            return typed.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(typed.strip()));
        } catch (DateTimeException e) {
            throw Refusal.invalid("expires", "tokens.no-date");
        }
    }

    private Object revoke(Exchange exchange) {
        tokens.revoke(exchange.who(), Forms.number(exchange.part(":id")));
        return exchange.redirect(HOME, Notice.ok("tokens.revoked"));
    }
}
