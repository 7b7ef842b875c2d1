package starforge.markup.rst;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directive: {@code .. name:: argument}, then options, then content.
 *
 * @param name in small letters
 * @param argument the text up to the options or a blank line, with its line ends
 * @param content what follows the blank line
 * @param source all of it, as it was written
 */
record Directive(String name, String argument, Map<String, String> options, Lines content, String source) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9][\\w:+.-]{0,60}?) ?::(?: +(.*))?");

    static Optional<Directive> of(Lines body) {
        Matcher form = FORM.matcher(body.get(0));
        return form.matches() ? Optional.of(read(form, body)) : Optional.empty();
    }

    private static Directive read(Matcher form, Lines body) {
        StringBuilder argument = new StringBuilder(form.group(2) == null ? "" : form.group(2));
        Map<String, String> options = new LinkedHashMap<>();
        String last = "";
        int at = 1;
        for (; at < body.size() && !body.blank(at); at++) {
            String line = body.get(at);
            int colon = ListReader.endOfFieldName(line);
            if (colon > 0) {
                last = line.substring(1, colon).toLowerCase(Locale.ROOT);
                options.put(last, line.substring(colon + 1).strip());
            } else if (options.isEmpty()) {
                argument.append('\n').append(line);
            } else {
                options.merge(last, line.strip(), (old, more) -> old + " " + more);
            }
        }
        String name = form.group(1).toLowerCase(Locale.ROOT);
        Lines content = body.part(at, body.size()).trimmed();
        return new Directive(name, argument.toString().strip(), options, content, ".. " + body.text());
    }

    /** Argument and content as one, for directives that have no argument. */
    Lines text() {
        return argument.isEmpty() ? content : Lines.of(argument + "\n\n" + content.text());
    }

    String option(String option) {
        return options.getOrDefault(option, "");
    }
}
