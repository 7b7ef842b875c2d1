package starforge.web;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** The functions that every template may call. */
final class TemplateWords {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final Map<String, TemplateMethodModelEx> all;

    TemplateWords(Clock clock) {
        all = Map.of(
                "avatar", arguments -> avatar(text(arguments, 0)),
                "ago", arguments -> Figures.ago(instant(arguments), clock.instant()),
                "exact", arguments -> Figures.exact(instant(arguments)),
                "iso", arguments -> ISO.format(instant(arguments)),
                "short", arguments -> Figures.brief(number(arguments)),
                "u", arguments -> Figures.path(text(arguments, 0)));
    }

    Map<String, TemplateMethodModelEx> all() {
        return all;
    }

    /** The address of somebody's picture. */
    static String avatar(String name) {
        return "/-/avatar/" + Figures.encode(name) + ".svg";
    }

    private static Object plain(List<?> arguments, int index) throws TemplateModelException {
        if (index >= arguments.size() || !(arguments.get(index) instanceof TemplateModel model)) {
            throw new TemplateModelException("An argument is missing");
        }
        return DeepUnwrap.unwrap(model);
    }

    private static String text(List<?> arguments, int index) throws TemplateModelException {
        return String.valueOf(plain(arguments, index));
    }

    private static long number(List<?> arguments) throws TemplateModelException {
        return plain(arguments, 0) instanceof Number number ? number.longValue() : 0;
    }

    private static Instant instant(List<?> arguments) throws TemplateModelException {
        Object value = plain(arguments, 0);
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Instant instant) {
            return instant;
        }
        throw new TemplateModelException("A time was expected");
    }
}
