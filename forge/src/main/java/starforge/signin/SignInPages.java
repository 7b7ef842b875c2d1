package starforge.signin;

import java.util.HashMap;
import java.util.Map;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.db.Database;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.users.User;
import starforge.web.Cookies;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.OwnPath;
import starforge.web.Routes;
import starforge.web.Session;
import starforge.web.Sessions;

/** {@code /login} and {@code /logout}. */
public final class SignInPages {
    /** Where a sign-in leads that began nowhere in particular. */
    static final String START = "/dashboard";

    private final SignIn signIn;
    private final Sessions sessions;
    private final Database database;
    private final Events events;
    private final Registration registration;

    public SignInPages(SignIn signIn, Sessions sessions, Database database, Events events, Registration registration) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.database = database;
        this.events = events;
        this.registration = registration;
    }

    public void addTo(Routes routes) {
        routes.get("/login", this::form);
        routes.post("/login", this::enter);
        routes.userPost("/logout", this::leave);
    }

    private Object form(Exchange exchange) {
        String next = OwnPath.orHome(exchange.query("next"));
        if (!exchange.who().isAnonymous()) {
            return exchange.redirect(exchange.query("next").isEmpty() ? START : next);
        }
        return show(exchange, Map.of("next", next));
    }

    private Object show(Exchange exchange, Map<String, ?> model) {
        exchange.bindForms();
        Map<String, Object> all = new HashMap<>(model);
        all.put("open", registration.isOpen());
        return exchange.html("signin/login", all);
    }

    private Object enter(Exchange exchange) {
        String next = OwnPath.orHome(java.util.Optional.of(exchange.form("next")));
        try {
            User user = signIn.withPassword(
                    exchange.form("username").strip(), exchange.form("password"), exchange.remote());
            begin(exchange, user);
            return exchange.redirect(exchange.form("next").matches("/?") ? START : next);
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.LOGIN) {
                throw refusal;
            }
            Map<String, Object> model = new HashMap<>(Map.of("next", next, "error", refusal.text()));
            model.put("username", exchange.form("username"));
            return show(exchange.status(422), model);
        }
    }

    /** Signs somebody in on this browser, in a session that is always new. */
    public void begin(Exchange exchange, User user) {
        exchange.session().ifPresent(this::end);
        String agent = exchange.header("User-Agent").orElse("");
        String cookie = database.write(transaction -> sessions.begin(transaction, user.id(), agent, exchange.remote()));
        exchange.cookies().set(Cookies.SESSION, cookie);
    }

    private Object leave(Exchange exchange) {
        exchange.session().ifPresent(this::end);
        exchange.cookies().delete(Cookies.SESSION);
        return exchange.redirect("/", Notice.ok("signin.out"));
    }

    private void end(Session session) {
        database.change(transaction -> {
            sessions.end(transaction, session.key());
            events.record(transaction, Draft.rights(session.who().name()));
        });
    }
}
