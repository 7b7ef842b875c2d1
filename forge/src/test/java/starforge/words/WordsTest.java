package starforge.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All sentences are in one place, and that place has no other. */
class WordsTest {
    private static final Path TEMPLATES = Path.of("../themes/default/templates");
    private static final Path CODE = Path.of("src/main/java/starforge");
    private static final Pattern KEY = Pattern.compile("\"([a-z][a-z-]*\\.[a-z0-9.-]*)\"");
    private static final Words WORDS = Words.english();

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> named() throws IOException {
        return Stream.concat(files(TEMPLATES, ".ftlh").stream(), files(CODE, ".java").stream())
                .flatMap(file -> KEY.matcher(read(file)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String plain(String key) {
        return key.replaceFirst("\\.(one|other)$", "");
    }

    @Test
    void every_sentence_that_a_template_names_is_there() throws IOException {
        for (Path template : files(TEMPLATES, ".ftlh")) {
            Pattern.compile("say\\(\"([^\"]+)\"(?! \\+)")
                    .matcher(read(template))
                    .results()
                    .forEach(found -> {
                        String key = found.group(1);
                        assertThat(WORDS.keys()).as(template + " says " + key).containsAnyOf(key, key + ".other");
                    });
        }
    }

    @Test
    void every_sentence_that_the_program_names_is_there() throws IOException {
        Set<String> features = WORDS.keys().stream()
                .map(key -> key.substring(0, key.indexOf('.') + 1))
                .collect(Collectors.toSet());
        for (Path file : files(CODE, ".java")) {
            Pattern.compile("(?:Refusal|Notice|say|invalid|ok|info|tooMany|busy)\\([^;\"]*(?:\"[a-z_]*\",\\s*)?" + KEY)
                    .matcher(read(file))
                    .results()
                    .map(found -> found.group(1))
                    .filter(key -> !key.matches(".*[.-]") && features.contains(key.substring(0, key.indexOf('.') + 1)))
                    .forEach(key ->
                            assertThat(WORDS.keys()).as(file + " says " + key).containsAnyOf(key, key + ".other"));
        }
    }

    @Test
    void no_sentence_is_left_that_nobody_says() throws IOException {
        Set<String> named = named();
        List<String> beginnings =
                named.stream().filter(key -> key.matches(".*[.-]")).toList();
        String script = read(TEMPLATES.resolve("../static/starforge.js"));
        assertThat(WORDS.keys().stream()
                        .filter(key -> !named.contains(plain(key)) && !named.contains(key))
                        .filter(key -> beginnings.stream().noneMatch(key::startsWith))
                        .filter(key -> !script.contains('"' + plain(key) + '"')))
                .isEmpty();
    }

    @Test
    void no_template_has_words_of_its_own() throws IOException {
        for (Path template : files(TEMPLATES, ".ftlh")) {
            String text = read(template)
                    .replaceAll("(?s)<#--.*?-->", "")
                    .replaceAll("(?s)<pre.*?</pre>", "")
                    .replaceAll("\\$\\{(?:[^{}]|\\{n\\})*\\}", "")
                    .replaceAll("(?s)<svg class=\"sf-(lost|sky).*?</svg>", "");
            assertThat(attributes(text)).as(template + ", attributes").isEmpty();
            assertThat(tagless(text)).as(template.toString()).doesNotContainPattern("[A-Za-z]{2,}");
        }
    }

    private static List<String> attributes(String text) {
        return Pattern.compile("\\b(aria-label|title|placeholder|alt|text|label|hint|action)=\"([^\"/{]*[a-z][^\"]*)\"")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .toList();
    }

    /** What is left between the tags of HTML and FreeMarker, whose arguments may have angle brackets in quotes. */
    private static String tagless(String text) {
        return text.replaceAll("(?s)</?[#@](?:\"[^\"]*\"|=>|->|[^<>\"])*>", "")
                .replaceAll("(data|aria)-[a-z]+(-[a-z]+)*=(\"true\")?", "")
                .replaceAll("(?s)</?[a-zA-Z!](?:\"[^\"]*\"|[^<>\"])*>", " ");
    }

    @Test
    void number_chooses_the_form() {
        assertThat(WORDS.say("count.stargazer", 1)).isEqualTo("1 stargazer");
        assertThat(WORDS.say("count.stargazer", 1_284)).isEqualTo("1,284 stargazers");
        assertThat(WORDS.say("count.stargazer", 0)).isEqualTo("0 stargazers");
    }

    @Test
    void value_with_braces_is_only_a_value() {
        assertThat(WORDS.say("stars.starred", "{0}{1}{")).isEqualTo("You starred {0}{1}{. It is now in My Stars.");
    }

    @Test
    void sentence_that_is_not_there_is_a_bug() {
        assertThatThrownBy(() -> WORDS.say("nothing.at-all")).isInstanceOf(IllegalStateException.class);
    }
}
