package starforge.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sentences of one language, from {@code words/<language>.properties} (UTF-8). A sentence stands under a key and has
 * places for values: <code>{0}</code>, <code>{1}</code>. When {@code key.one} and {@code key.other} are there in the
 * place of {@code key}, the first value decides: the number 1, or any other.
 */
public final class Words {
    private static final Words ENGLISH = load("en");

    private final Map<String, String> sentences;

    private Words(Map<String, String> sentences) {
        this.sentences = sentences;
    }

    public static Words english() {
        return ENGLISH;
    }

    private static Words load(String language) {
        Properties file = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream("/words/" + language + ".properties")),
                StandardCharsets.UTF_8)) {
            file.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Words(file.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), file::getProperty)));
    }

    /** All keys, those of singular and plural as they stand in the file. */
    public Set<String> keys() {
        return sentences.keySet();
    }

    /** The sentences whose keys begin so, as they stand in the file, sorted by key. */
    public Map<String, String> of(String... beginnings) {
        Map<String, String> some = new TreeMap<>(sentences);
        some.keySet().removeIf(key -> Stream.of(beginnings).noneMatch(key::startsWith));
        return some;
    }

    /**
     * A sentence with its values in it, as plain text; whole numbers with a comma every three digits.
     *
     * @throws IllegalStateException when there is no such sentence
     */
    public String say(String key, Object... values) {
        return say(key, value -> value, Words::shown, values);
    }

    /**
     * A sentence in another kind of text, such as HTML.
     *
     * @param text makes the sentence's own letters into that kind
     * @param value makes a value into that kind
     */
    public String say(String key, Function<String, String> text, Function<Object, String> value, Object... values) {
        String sentence = sentence(key, values);
        StringBuilder out = new StringBuilder(sentence.length() + 32);
        int from = 0;
        for (int at = sentence.indexOf('{'); at >= 0; at = sentence.indexOf('{', from)) {
            out.append(text.apply(sentence.substring(from, at)));
            out.append(value.apply(values[sentence.charAt(at + 1) - '0']));
            from = at + 3;
        }
        return out.append(text.apply(sentence.substring(from))).toString();
    }

    private String sentence(String key, Object... values) {
        boolean isOne = values.length > 0 && values[0] instanceof Number n && n.longValue() == 1;
        String form = key + (isOne ? ".one" : ".other");
        String sentence = sentences.getOrDefault(key, sentences.get(form));
        if (sentence == null) {
            throw new IllegalStateException("There are no words for " + key);
        }
        return sentence;
    }

    /** How a value stands in a sentence. */
    public static String shown(Object value) {
        return value instanceof Number number
                ? String.format(Locale.ROOT, "%,d", number.longValue())
                : value.toString();
    }
}
