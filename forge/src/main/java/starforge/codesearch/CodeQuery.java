package starforge.codesearch;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import starforge.access.Refusal;
import starforge.highlight.Language;
import starforge.highlight.Languages;
import starforge.web.Exchange;

/**
 * What is searched for in files, and in which.
 *
 * @param text as typed; "" for nothing yet
 * @param isRegex whether it is a regular expression
 * @param isCased whether capitals count
 * @param isWord whether it must stand as a word of its own
 * @param path as {@link PathFilter} reads it, or ""
 * @param language name of a language, or ""
 */
public record CodeQuery(String text, boolean isRegex, boolean isCased, boolean isWord, String path, String language) {
    /** Letters of a text that is searched for. */
    static final int LONGEST = 1_000;
    /** Letters of a path or pattern. */
    static final int LONGEST_PATH = 200;

    private static final Languages LANGUAGES = new Languages();

    /** Reads {@code q regex case word path lang} of an address. */
    public static CodeQuery of(Exchange exchange) {
        String typed = exchange.query("q").orElse("");
        return new CodeQuery(
                typed.isBlank() ? "" : typed,
                isOn(exchange, "regex"),
                isOn(exchange, "case"),
                isOn(exchange, "word"),
                exchange.query("path").orElse("").strip(),
                exchange.query("lang").orElse("").strip());
    }

    private static boolean isOn(Exchange exchange, String box) {
        return exchange.query(box).filter("1"::equals).isPresent();
    }

    /**
     * The same with its language as it is called.
     *
     * @throws Refusal INVALID at {@code q}, {@code path} or {@code lang}
     */
    public CodeQuery checked() {
        if (text.length() > LONGEST) {
            throw Refusal.invalid("q", "code-search.long", LONGEST);
        }
        if (text.codePoints().anyMatch(letter -> letter == '\n' || letter == '\r' || letter == 0)) {
            throw Refusal.invalid("q", "code-search.lines");
        }
        if (path.length() > LONGEST_PATH) {
            throw Refusal.invalid("path", "code-search.long-path", LONGEST_PATH);
        }
        Optional<String> named = LANGUAGES.called(language).map(Language::name);
        if (!language.isEmpty() && named.isEmpty()) {
            throw Refusal.invalid("lang", "code-search.no-language", language);
        }
        return new CodeQuery(text, isRegex, isCased, isWord, path, named.orElse(""));
    }

    /** Whether a file is to be looked into. */
    Predicate<String> paths() {
        PathFilter filter = new PathFilter(path);
        return filter.isOpen() ? any -> true : filter::takes;
    }

    /** As it stands in addresses, without a leading sign: {@code q=a%20b&regex=1}. */
    public String address() {
        StringBuilder address = new StringBuilder("q=").append(encode(text));
        address.append(isRegex ? "&regex=1" : "")
                .append(isCased ? "&case=1" : "")
                .append(isWord ? "&word=1" : "");
        address.append(path.isEmpty() ? "" : "&path=" + encode(path));
        return address.append(language.isEmpty() ? "" : "&lang=" + encode(language))
                .toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
