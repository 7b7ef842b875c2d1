package starforge.web;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import starforge.access.Identity;
import starforge.words.Words;

/**
 * Renders the theme's templates (FreeMarker, HTML-escaping by {@code .ftlh}). What a template may use is said in
 * {@code themes/README.md}.
 */
public final class Templates {
    private static final Version SINCE = Configuration.VERSION_2_3_34;
    private static final Map<String, String> FORGE = Map.of("name", "Starforge", "version", "1.0");

    private final Configuration configuration = new Configuration(SINCE);
    private final Clock clock;
    private final Assets assets;
    private final TemplateWords words;
    private final Function<Identity, Map<String, Object>> menu;
    private final LongSupplier seq;

    /**
     * Prepares a theme.
     *
     * @param menu what the menu of one who is signed in says: {@code stars} and so on
     * @param seq the place in the event log that pages start from
     */
    public Templates(Theme theme, Clock clock, Function<Identity, Map<String, Object>> menu, LongSupplier seq) {
        this.clock = clock;
        this.assets = new Assets(theme);
        this.words = new TemplateWords(clock, assets);
        this.menu = menu;
        this.seq = seq;
        configuration.setSharedVariable("say", new Saying(Words.english()));
        configuration.setTemplateLoader(theme.templates());
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(SINCE).build());
        configuration.setDefaultEncoding("UTF-8");
        configuration.setURLEscapingCharset("UTF-8");
        configuration.setNumberFormat("computer");
        configuration.setLocalizedLookup(false);
        configuration.setTemplateUpdateDelayMilliseconds(2_000);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
    }

    /** Gives templates one more word: a directive or a method. Before the first page only. */
    public void teach(String name, TemplateModel model) {
        configuration.setSharedVariable(name, model);
    }

    Assets assets() {
        return assets;
    }

    long seq() {
        return seq.getAsLong();
    }

    String render(String template, Map<String, ?> model, Exchange exchange) {
        Map<String, Object> all = new HashMap<>(words.all());
        all.put("forge", FORGE);
        all.put("themeCss", assets.styleSheets());
        all.put("seq", exchange.seq());
        all.put("now", clock.instant());
        all.put("csrf", exchange.csrf());
        all.put("here", exchange.here());
        all.put("scheme", scheme(exchange));
        if (!exchange.who().isAnonymous()) {
            all.put("me", me(exchange.who()));
        }
        takeNotice(exchange, all);
        all.putAll(model);
        return process(template, all, exchange);
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

    private String process(String name, Map<String, Object> model, Exchange exchange) {
        StringWriter out = new StringWriter(16_384);
        try {
            Template template = configuration.getTemplate(name + ".ftlh");
            var environment = template.createProcessingEnvironment(model, out);
            environment.setCustomAttribute("exchange", exchange);
            environment.process();
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("The template " + name + " failed", e);
        }
    }
}
