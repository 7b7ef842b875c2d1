package starforge.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.signin.PasswordChange;
import starforge.signin.SignIn;
import starforge.tokens.Tokens;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Cookies;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Routes;
import starforge.web.Session;

/** {@code /settings} of the one who is signed in. */
public final class AccountPages {
    private static final String HOME = "/settings";

    private final Users users;
    private final Tokens tokens;
    private final SignIn signIn;
    private final PasswordChange passwords;

    public AccountPages(Users users, Tokens tokens, SignIn signIn, PasswordChange passwords) {
        this.users = users;
        this.tokens = tokens;
        this.signIn = signIn;
        this.passwords = passwords;
    }

    public void addTo(Routes routes) {
        routes.userGet(HOME, exchange -> show(exchange, Map.of()));
        routes.userPost(HOME + "/password", this::password);
        routes.userPost(HOME + "/sessions", this::signOutElsewhere);
        routes.userPost(HOME + "/tokens", this::addToken);
        routes.userPost(HOME + "/tokens/:id/revoke", this::revoke);
        routes.visitorPost(HOME + "/scheme", this::scheme);
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>(Map.of("tokens", tokens.of(exchange.who())));
        model.put("email", users.find(exchange.who().userId()).map(User::email).orElse(""));
        model.putAll(more);
        return exchange.html("account/settings", model);
    }

    private Object showWrong(Exchange exchange, Refusal refusal) {
        if (refusal.reason() != Reason.INVALID) {
            throw refusal;
        }
        return show(exchange.status(422), Map.of("errors", Map.of(refusal.field(), refusal.text())));
    }

    private Object password(Exchange exchange) {
        try {
            User user = whoKnowsTheirPassword(exchange);
            passwords.change(user, exchange.form("password"), keyOf(exchange));
            return exchange.redirect(HOME, Notice.ok("Your password is changed. All other browsers are signed out."));
        } catch (Refusal refusal) {
            return showWrong(exchange, refusal);
        }
    }

    private User whoKnowsTheirPassword(Exchange exchange) {
        if (!exchange.form("password").equals(exchange.form("confirm"))) {
            throw Refusal.invalid("confirm", "The two new passwords are not the same. Please type them once more.");
        }
        try {
            return signIn.withPassword(exchange.who().name(), exchange.form("current"), exchange.remote());
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.LOGIN) {
                throw Refusal.invalid("current", "This is not your present password.");
            }
            throw refusal;
        }
    }

    private Object signOutElsewhere(Exchange exchange) {
        passwords.signOutElsewhere(exchange.who().userId(), exchange.who().name(), keyOf(exchange));
        return exchange.redirect(HOME, Notice.ok("All other browsers are signed out."));
    }

    private static String keyOf(Exchange exchange) {
        return exchange.session().map(Session::key).orElse("");
    }

    private Object addToken(Exchange exchange) {
        try {
            User user = users.get(exchange.who().name());
            List<String> scopes = exchange.form("scope").isEmpty() ? List.of() : List.of(exchange.form("scope"));
            String secret = tokens.add(user, exchange.form("name"), scopes);
            return show(exchange, Map.of("secret", secret));
        } catch (Refusal refusal) {
            return showWrong(exchange, refusal);
        }
    }

    private Object revoke(Exchange exchange) {
        String id = exchange.part(":id");
        if (!id.matches("[0-9]{1,18}")) {
            throw Refusal.notFound();
        }
        tokens.revoke(exchange.who(), Long.parseLong(id));
        return exchange.redirect(HOME, Notice.ok("The token is revoked. Programs that used it are locked out now."));
    }

    private Object scheme(Exchange exchange) {
        String chosen = exchange.form("scheme");
        if (!chosen.matches("auto|light|dark")) {
            throw new Refusal(Reason.MALFORMED, "The choices are auto, light and dark.");
        }
        exchange.cookies().set(Cookies.SCHEME, chosen);
        return exchange.redirect(exchange.cameFrom("/"));
    }
}
