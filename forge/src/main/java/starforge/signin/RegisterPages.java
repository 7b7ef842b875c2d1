package starforge.signin;

import java.util.HashMap;
import java.util.Map;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /register}: new accounts, and the first administrator by the set-up link. */
public final class RegisterPages {
    private final Users users;
    private final SignInPages signIn;
    private final SetUpLink setUp;
    private final Registration registration;

    /**
     * Prepares the pages.
     *
     * @param registration whether anybody may make an account; the set-up link works in any case
     */
    public RegisterPages(Users users, SignInPages signIn, SetUpLink setUp, Registration registration) {
        this.users = users;
        this.signIn = signIn;
        this.setUp = setUp;
        this.registration = registration;
    }

    public void addTo(Routes routes) {
        routes.get("/register", this::form);
        routes.post("/register", this::register);
    }

    private Object form(Exchange exchange) {
        String key = exchange.query("setup").orElse("");
        if (!exchange.who().isAnonymous()) {
            return exchange.redirect("/");
        }
        requireOpen(key);
        return show(exchange, Map.of("setup", key, "first", setUp.fits(key)));
    }

    private void requireOpen(String key) {
        if (!registration.isOpen() && !setUp.fits(key)) {
            throw new Refusal(Reason.FORBIDDEN, "register.closed");
        }
    }

    private static Object show(Exchange exchange, Map<String, ?> model) {
        exchange.bindForms();
        return exchange.html("signin/register", model);
    }

    private Object register(Exchange exchange) {
        String key = exchange.form("setup");
        requireOpen(key);
        try {
            User user = add(exchange, key);
            signIn.begin(exchange, user);
            return exchange.redirect(SignInPages.START, Notice.ok("register.welcome", user.name()));
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.INVALID) {
                throw refusal;
            }
            Map<String, Object> model = new HashMap<>(Map.of("setup", key, "first", setUp.fits(key)));
            model.put("username", exchange.form("username"));
            model.put("email", exchange.form("email"));
            model.put("errors", Map.of(refusal.field(), refusal.text()));
            return show(exchange.status(422), model);
        }
    }

    private User add(Exchange exchange, String key) {
        String name = exchange.form("username").strip();
        String email = exchange.form("email").strip();
        String password = exchange.form("password");
        if (!password.equals(exchange.form("confirm"))) {
            throw Refusal.invalid("confirm", "account.passwords-differ");
        }
        return setUp.fits(key)
                ? setUp.use(key, () -> users.add(name, email, password, true))
                : users.add(name, email, password, false);
    }
}
