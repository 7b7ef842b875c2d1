package starforge.web;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import starforge.access.Gate;

/** Whether an answer may be kept for others who are not signed in, and how. */
final class Keeping {
    private final Site site;
    private final long moment;
    private boolean isWanted;
    private Letters letters = Letters.NONE;

    /** Begins with an answer, before anything is read for it. */
    Keeping(Site site) {
        this.site = site;
        this.moment = site.changes().now();
    }

    void want() {
        isWanted = true;
    }

    /** Some letters are the reader's alone. */
    void alone(String mine, Supplier<String> others) {
        letters = new Letters(mine, others);
    }

    /** Answers with a page that may be kept, and keeps it; any other body is given back for an ordinary answer. */
    Object answer(Exchange exchange, Optional<Gate.Entry> repo, Object body) throws IOException {
        HttpServletResponse response = exchange.rawResponse();
        boolean mayKeep = isWanted
                && exchange.who().isAnonymous()
                && body instanceof String
                && response.getStatus() == HttpServletResponse.SC_OK
                && !response.containsHeader("Set-Cookie")
                && repo.filter(Gate.Entry::isHidden).isEmpty();
        if (!mayKeep) {
            return body;
        }
        Request base = Request.getBaseRequest(exchange.rawRequest());
        OptionalLong of = repo.map(entry -> OptionalLong.of(entry.id())).orElse(OptionalLong.empty());
        Shown shown = new Shown(moment, of);
        Optional<KeptPage> page = site.kept()
                .keep(base, body.toString(), letters, shown, site.templates().lasting(exchange));
        if (page.isPresent()) {
            site.kept().answer(page.get(), letters::mine, base);
            return "";
        }
        return body;
    }
}
