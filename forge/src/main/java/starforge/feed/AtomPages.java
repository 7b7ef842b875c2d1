package starforge.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import starforge.access.Level;
import starforge.repos.Repos;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Routes;
import starforge.web.Secrets;
import starforge.words.Words;

/** {@code activity.atom} of a repository, of a person and of the forge. */
public final class AtomPages {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Feed feed;
    private final Repos repos;
    private final Users users;

    public AtomPages(Feed feed, Repos repos, Users users) {
        this.feed = feed;
        this.repos = repos;
        this.users = users;
    }

    public void addTo(Routes routes) {
        routes.get("/activity.atom", this::everywhere);
        routes.get("/user/:name/activity.atom", this::person);
        routes.repoGet("activity.atom", Level.READ, this::repository);
    }

    private Object everywhere(Exchange exchange) {
        String title = Words.english().say("feed.activity-of", "Starforge");
        return answer(
                exchange, "/activity.atom", "/", title, feed.everywhere(exchange.who(), Long.MAX_VALUE), Instant.EPOCH);
    }

    private Object person(Exchange exchange) {
        User user = users.shown(exchange.who(), exchange.part(":name"));
        String page = "/user/" + user.name() + "/activity";
        String title = Words.english().say("feed.activity-of", user.name());
        FeedPage found = feed.person(exchange.who(), user.id(), Long.MAX_VALUE);
        return answer(exchange, page + ".atom", page, title, found, user.createdAt());
    }

    private Object repository(Exchange exchange) {
        String page = "/" + exchange.repo().name() + "/activity";
        String title = Words.english().say("feed.activity-of", exchange.repo().name());
        FeedPage found = feed.repository(exchange.who(), exchange.repo().id(), Long.MAX_VALUE);
        Instant since = repos.get(exchange.repo()).createdAt();
        return answer(exchange, page + ".atom", page, title, found, since);
    }

    /** Answers 304 to who has it already (RFC 9110, section 13.1); rights may change at any time, so it is asked for anew. */
    static Object answer(Exchange exchange, String path, String page, String title, FeedPage found, Instant since) {
        String text = Atom.feed(exchange.base(), path, page, title, found.stories(), since);
        String tag = "\"" + Secrets.hash(text).substring(0, 32) + "\"";
        Instant newest =
                found.stories().isEmpty() ? since : found.stories().get(0).at();
        exchange.header("ETag", tag)
                .header("Last-Modified", HTTP_DATE.format(newest))
                .header("Cache-Control", "private, no-cache")
                .type("application/atom+xml; charset=utf-8");
        if (has(exchange, tag, newest)) {
            exchange.status(304);
            return "";
        }
        return text;
    }

    private static boolean has(Exchange exchange, String tag, Instant newest) {
        Optional<String> held = exchange.header("If-None-Match");
        return held.isPresent()
                ? held.get().contains(tag) || held.get().strip().equals("*")
                : exchange.header("If-Modified-Since")
                        .flatMap(AtomPages::moment)
                        .filter(since -> !newest.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                        .isPresent();
    }

    private static Optional<Instant> moment(String date) {
        try {
            return Optional.of(Instant.from(HTTP_DATE.parse(date)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
