package starforge.web;

import freemarker.template.TemplateModel;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.words.Words;

/**
 * Renders pages in the theme of the one who asks (FreeMarker, HTML-escaping by {@code .ftlh}). A theme that cannot be used
 * or fails is noted for the admin, and the page comes in the default theme. What a template may use is said in
 * {@code themes/README.md}.
 */
public final class Templates {
    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);
    private static final Map<String, String> FORGE = Map.of("name", "Starforge", "version", "1.0");

    private final Themes themes;
    private final Function<Identity, String> chosen;
    private final Clock clock;
    private final Function<Identity, Map<String, Object>> menu;
    private final LongSupplier seq;
    private final Map<String, TemplateModel> taught = new HashMap<>();
    private final Map<String, Dress> dresses = new ConcurrentHashMap<>();

    /**
     * Prepares to render.
     *
     * @param chosen the name of the theme in which somebody sees the forge
     * @param menu what the menu of one who is signed in says: {@code stars} and so on
     * @param seq the place in the event log that pages start from
     */
    public Templates(
            Themes themes,
            Function<Identity, String> chosen,
            Clock clock,
            Function<Identity, Map<String, Object>> menu,
            LongSupplier seq) {
        this.themes = themes;
        this.chosen = chosen;
        this.clock = clock;
        this.menu = menu;
        this.seq = seq;
        taught.putAll(new TemplateWords(clock).all());
        taught.put("say", new Saying(Words.english()));
    }

    /** Gives templates one more word: a directive or a method. Before the first page only. */
    public void teach(String name, TemplateModel model) {
        taught.put(name, model);
    }

    Clock clock() {
        return clock;
    }

    long seq() {
        return seq.getAsLong();
    }

    /** The static files at an address: those of the theme that has it, or else of the theme the asker sees. */
    Assets assets(Exchange exchange, String path) {
        return dresses.values().stream()
                .map(Dress::assets)
                .filter(assets -> assets.isAt(path))
                .findFirst()
                .orElseGet(() ->
                        worn(exchange).map(this::dress).orElseGet(this::plain).assets());
    }

    String render(String template, Map<String, ?> model, Exchange exchange) {
        Map<String, Object> all = common(exchange);
        all.putAll(model);
        Optional<String> name = worn(exchange);
        if (name.isPresent()) {
            try {
                return dress(name.get()).render(template, all, exchange);
            } catch (IllegalStateException e) {
                broke(name.get(), e);
            }
        }
        return plain().render(template, all, exchange);
    }

    /** How old a page may get while nothing changes: a theme in a folder may be edited at any time. */
    Duration lasting(Exchange exchange) {
        Dress worn = worn(exchange).map(this::dress).orElseGet(this::plain);
        return worn.isOnDisk() ? Dress.LOOKED_AT : KeptPages.OLDEST;
    }

    /** The theme the asker sees, unless it is the default. */
    private Optional<String> worn(Exchange exchange) {
        try {
            Optional<String> name =
                    Optional.of(chosen.apply(exchange.who())).filter(own -> !own.equals(Themes.DEFAULT));
            name.ifPresent(this::dress);
            return name;
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    private Dress dress(String name) {
        return dresses.computeIfAbsent(name, key -> new Dress(themes.get(key), taught));
    }

    private Dress plain() {
        return dress(Themes.DEFAULT);
    }

    private void broke(String name, IllegalStateException problem) {
        LOG.error("The theme {} failed", name, problem);
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        themes.broke(
                name, String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
    }

    private Map<String, Object> common(Exchange exchange) {
        Map<String, Object> all = new HashMap<>();
        all.put("forge", FORGE);
        all.put("seq", exchange.seq());
        all.put("now", clock.instant());
        all.put("csrf", exchange.csrf());
        all.put("here", exchange.here());
        all.put("scheme", scheme(exchange));
        if (!exchange.who().isAnonymous()) {
            all.put("me", me(exchange.who()));
        }
        takeNotice(exchange, all);
        return all;
    }

    private Map<String, Object> me(Identity who) {
        Map<String, Object> me = new HashMap<>(menu.apply(who));
        me.put("name", who.name());
        me.put("avatar", TemplateWords.avatar(who.name()));
        me.put("admin", who.admin());
        return me;
    }

    private static String scheme(Exchange exchange) {
        String chosen = exchange.cookies().get(Cookies.SCHEME);
        return chosen.equals("light") || chosen.equals("dark") ? chosen : "auto";
    }

    private static void takeNotice(Exchange exchange, Map<String, Object> all) {
        Notice.ofCookie(exchange.cookies().get(Cookies.NOTICE)).ifPresent(notice -> {
            exchange.cookies().delete(Cookies.NOTICE);
            all.put("notice", notice);
        });
    }
}
