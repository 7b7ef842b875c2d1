package starforge.markup;

import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.utility.DeepUnwrap;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import starforge.web.Saying;
import starforge.words.Words;

/** Renders templates of the default theme with plain FreeMarker and with everything that a page may rely on. */
final class Stage {
    static final Path TEMPLATES = Path.of("../themes/default/templates");
    static final Path STATIC = Path.of("../themes/default/static");

    final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

    Stage() throws IOException {
        configuration.setTemplateLoader(new MultiTemplateLoader(new TemplateLoader[] {
            new FileTemplateLoader(TEMPLATES.toFile()),
            new FileTemplateLoader(Path.of("src/test/resources/pages").toFile())
        }));
        configuration.setObjectWrapper(new DefaultObjectWrapper(Configuration.VERSION_2_3_34));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
    }

    String render(String template, Map<String, Object> model) throws IOException, TemplateException {
        StringWriter out = new StringWriter();
        configuration.getTemplate(template).process(model, out);
        return out.toString();
    }

    /** What exists even when the database does not. */
    static Map<String, Object> bare() {
        Map<String, Object> model = new HashMap<>();
        model.put("forge", Map.of("name", "Starforge", "version", "1.0"));
        model.put("scheme", "auto");
        model.put("say", new Saying(Words.english()));
        model.put("asset", method(path -> "/static/" + path));
        return model;
    }

    /** What a page has for somebody who is not signed in. */
    static Map<String, Object> anonymous() {
        Map<String, Object> model = bare();
        model.put("here", "/mira/lantern?page=2");
        model.put("seq", 12_345);
        model.put("avatar", method(name -> "/avatars/" + name + ".svg"));
        model.put("ago", method(at -> String.valueOf(at)));
        model.put("exact", method(at -> "23 November 2026, 14:20 UTC"));
        model.put("iso", method(at -> "2026-11-23T14:20:00Z"));
        model.put("short", method(Stage::shortened));
        model.put("u", method(Stage::encoded));
        model.put("ws_token", (TemplateDirectiveModel) (environment, parameters, loops, body) ->
                environment.getOut().write("<meta name=\"ws_token\" content=\"wstoken0\" data-topics=\"repo:42\">"));
        return model;
    }

    /** What a page has for an administrator who is signed in. */
    static Map<String, Object> signedIn() {
        Map<String, Object> model = anonymous();
        model.put("me", Map.of("name", "mira", "admin", true, "stars", 23, "avatar", "/avatars/mira.svg"));
        model.put("csrf", "c5rf");
        return model;
    }

    private static TemplateMethodModelEx method(Function<Object, Object> body) {
        return arguments -> body.apply(DeepUnwrap.unwrap((TemplateModel) arguments.get(0)));
    }

    private static Object shortened(Object n) {
        int value = ((Number) n).intValue();
        return value < 1_000 ? String.valueOf(value) : value / 1_000 + "." + value % 1_000 / 100 + "k";
    }

    private static Object encoded(Object path) {
        return URLEncoder.encode((String) path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
