package starforge.appearance;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Routes;
import starforge.words.Words;

/** {@code /settings/appearance} for oneself and {@code /admin/appearance} for all. */
public final class AppearancePages {
    private static final String OWN = "/settings/appearance";
    private static final String ALL = "/admin/appearance";

    private final Appearance appearance;

    public AppearancePages(Appearance appearance) {
        this.appearance = appearance;
    }

    public void addTo(Routes routes) {
        routes.userGet(OWN, this::own);
        routes.userPost(OWN, this::choose);
        routes.userGet(ALL, this::all);
        routes.userPost(ALL, this::chooseForAll);
    }

    private Object own(Exchange exchange) {
        String shown =
                Words.english().say("appearance.as-all", appearance.choices().getOrDefault(appearance.ofAll(), ""));
        List<Choice> choices =
                Stream.concat(Stream.of(new Choice("", shown)), choices()).toList();
        return exchange.html("appearance/own", Map.of("themes", choices, "theme", appearance.own(exchange.signedIn())));
    }

    private Object choose(Exchange exchange) {
        appearance.choose(exchange.signedIn(), exchange.form("theme"));
        return exchange.redirect(OWN, Notice.ok("appearance.chosen"));
    }

    private Object all(Exchange exchange) {
        if (!exchange.signedIn().admin()) {
            throw new Refusal(Reason.FORBIDDEN, "appearance.admins");
        }
        return exchange.html(
                "appearance/all",
                Map.of(
                        "themes", choices().toList(),
                        "theme", appearance.ofAll(),
                        "problems", appearance.problems()));
    }

    private Object chooseForAll(Exchange exchange) {
        appearance.chooseForAll(exchange.signedIn(), exchange.form("theme"));
        return exchange.redirect(ALL, Notice.ok("appearance.chosen-for-all"));
    }

    private Stream<Choice> choices() {
        return appearance.choices().entrySet().stream().map(theme -> new Choice(theme.getKey(), theme.getValue()));
    }

    /** One line of the list. */
    public record Choice(String value, String text) {}
}
