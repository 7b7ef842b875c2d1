package starforge.web;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** One theme made ready to be worn: its templates and its static files. Templates of two themes never mix. */
final class Dress {
    private static final Version SINCE = Configuration.VERSION_2_3_34;

    /** So often templates are looked at for changes. */
    static final Duration LOOKED_AT = Duration.ofSeconds(2);

    private final boolean onDisk;
    private final Configuration configuration = new Configuration(SINCE);
    private final Assets assets;

    Dress(Theme theme, Map<String, TemplateModel> words) {
        this.onDisk = theme.isOnDisk();
        this.assets = new Assets(theme);
        configuration.setTemplateLoader(theme.templates());
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(SINCE).build());
        configuration.setDefaultEncoding("UTF-8");
        configuration.setURLEscapingCharset("UTF-8");
        configuration.setNumberFormat("computer");
        configuration.setLocalizedLookup(false);
        configuration.setTemplateUpdateDelayMilliseconds(LOOKED_AT.toMillis());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        words.forEach(configuration::setSharedVariable);
        configuration.setSharedVariable(
                "asset", (TemplateMethodModelEx) arguments -> assets.address(String.valueOf(arguments.get(0))));
    }

    boolean isOnDisk() {
        return onDisk;
    }

    Assets assets() {
        return assets;
    }

    /**
     * Renders a page.
     *
     * @throws IllegalStateException when the template cannot be read or fails
     */
    String render(String name, Map<String, Object> model, Exchange exchange) {
        model.put("themeCss", assets.styleSheets());
        StringWriter out = new StringWriter(16_384);
        try {
            Template template = configuration.getTemplate(name + ".ftlh");
            var environment = template.createProcessingEnvironment(model, out);
            environment.setCustomAttribute("exchange", exchange);
            environment.process();
            return out.toString();
        } catch (UncheckedIOException | SecurityException | IOException | TemplateException e) {
            throw new IllegalStateException("The template " + name + " failed", e);
        }
    }
}
