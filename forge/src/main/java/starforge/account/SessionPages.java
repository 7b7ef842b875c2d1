package starforge.account;

import java.util.List;
import java.util.Map;
import starforge.access.Refusal;
import starforge.db.Database;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.signin.PasswordChange;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;
import starforge.web.Session;
import starforge.web.Sessions;

/** {@code /settings/sessions}: where somebody is signed in. */
final class SessionPages implements AccountPages.Part {
    private static final String HOME = "/settings/sessions";

    private final Sessions sessions;
    private final PasswordChange passwords;
    private final Database database;
    private final Events events;

    SessionPages(Sessions sessions, PasswordChange passwords, Database database, Events events) {
        this.sessions = sessions;
        this.passwords = passwords;
        this.database = database;
        this.events = events;
    }

    @Override
    public void addTo(Routes routes) {
        routes.userGet(HOME, this::show);
        routes.userPost(HOME, this::endOthers);
        routes.userPost(HOME + "/:id/end", this::end);
    }

    private Object show(Exchange exchange) {
        List<SessionLine> lines = sessions.of(exchange.who().userId()).stream()
                .map(each -> new SessionLine(
                        each, Browser.words(each.agent()), each.key().equals(keyOf(exchange))))
                .toList();
        return exchange.html("account/sessions", Map.of("sessions", lines));
    }

    private static String keyOf(Exchange exchange) {
        return exchange.session().map(Session::key).orElse("");
    }

    private Object endOthers(Exchange exchange) {
        passwords.signOutElsewhere(exchange.who().userId(), exchange.who().name(), keyOf(exchange));
        return exchange.redirect(HOME, Notice.ok("sessions.others-ended"));
    }

    private Object end(Exchange exchange) {
        long id = Forms.number(exchange.part(":id"));
        database.change(transaction -> {
            if (!sessions.end(transaction, exchange.who().userId(), id)) {
                throw Refusal.notFound();
            }
            events.record(transaction, Draft.rights(exchange.who().name()));
        });
        return exchange.redirect(HOME, Notice.ok("sessions.ended"));
    }
}
