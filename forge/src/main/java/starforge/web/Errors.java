package starforge.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Disk;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.words.Words;

/** Turns what was thrown into an answer: a refusal into its page or JSON, anything else into a 500 with a number to ask by. */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    String answer(Exchange exchange, Throwable thrown) {
        if (exchange.rawResponse().isCommitted()) {
            LOG.debug("An answer broke off after it had begun", thrown);
            return "";
        }
        if (thrown instanceof Refusal refusal) {
            return refused(exchange, refusal);
        }
        if (Disk.isFull(thrown)) {
            return refused(exchange, diskFull(thrown));
        }
        Optional<Refusal> away = unavailable(thrown);
        return away.isPresent() ? refused(exchange, away.get()) : broken(exchange, thrown);
    }

    /** Data can go out of reach half way through a page; then that is what broke it. */
    private static Optional<Refusal> unavailable(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal && refusal.reason() == Reason.UNAVAILABLE) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** What to throw where a page knows other methods alone; says which. */
    static Refusal wrongMethod(Exchange exchange, Collection<String> methods) {
        exchange.header("Allow", String.join(", ", new TreeSet<>(methods)));
        return new Refusal(Reason.METHOD, "web.method");
    }

    private static Refusal diskFull(Throwable thrown) {
        return new Refusal(thrown, Reason.UNAVAILABLE, "error.disk-full");
    }

    private String refused(Exchange exchange, Refusal refusal) {
        if (refusal.reason().status() == 503 && refusal.retryAfter().isZero()) {
            LOG.error("Not available: {} {}", exchange.method(), exchange.here(), refusal);
        }
        if (refusal.reason() == Reason.LOGIN && exchange.asker().showsCredentials()) {
            exchange.header("WWW-Authenticate", "Basic realm=\"Starforge\", charset=\"UTF-8\"");
        } else if (refusal.reason() == Reason.LOGIN && !exchange.wantsJson()) {
            return login(exchange);
        }
        if (!refusal.retryAfter().isZero()) {
            exchange.header(
                    "Retry-After",
                    Long.toString(Math.max(1, refusal.retryAfter().toSeconds())));
        }
        return say(exchange, refusal.reason(), refusal.text(), "");
    }

    private static String login(Exchange exchange) {
        boolean isForm = !exchange.method().equals("GET");
        String next = isForm ? exchange.cameFrom("/") : exchange.here();
        exchange.redirect("/login?next=" + Figures.encode(next));
        exchange.rawResponse().setStatus(302);
        return "";
    }

    private String broken(Exchange exchange, Throwable thrown) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("Error {} at {} {}", id, exchange.method(), exchange.here(), thrown);
        exchange.status(500);
        String text = Words.english().say("error.broken", id);
        return page(exchange, 500, Words.english().say("error.broken.title"), text, id);
    }

    private String say(Exchange exchange, Reason reason, String text, String id) {
        exchange.status(reason.status());
        String title = reason == Reason.DAMAGED ? "error.title.damaged" : "error.title." + reason.status();
        return page(exchange, reason.status(), Words.english().say(title), text, id);
    }

    private String page(Exchange exchange, int status, String title, String text, String id) {
        if (exchange.wantsJson()) {
            return exchange.json(Map.of("error", text, "status", status));
        }
        Map<String, Object> model = new HashMap<>(Map.of("status", status, "title", title, "text", text));
        if (!id.isEmpty()) {
            model.put("id", id);
        }
        try {
            return exchange.html("error", model);
        } catch (RuntimeException e) {
            LOG.error("The error page itself broke", e);
            exchange.type("text/plain; charset=utf-8");
            return title + ". " + text + "\n";
        }
    }
}
