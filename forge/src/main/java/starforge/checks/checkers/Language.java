package starforge.checks.checkers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be checked: known by the name of a file, or by the interpreter that its first line names. */
public enum Language {
    JSON(".json .webmanifest .geojson", ""),
    XML(".xml .svg .xsd .xsl .xslt .xhtml .pom", ""),
    YAML(".yml .yaml", ""),
    PROPERTIES(".properties", ""),
    JAVA(".java", ""),
    MARKDOWN(".md .markdown", ""),
    PYTHON(".py .pyi .pyw", "python python3"),
    JAVASCRIPT(".js .cjs .mjs", "node"),
    SHELL(".sh .bash", "sh bash dash");

    private static final int LONGEST_FIRST_LINE = 200;

    private final String endings;
    private final String interpreters;

    Language(String endings, String interpreters) {
        this.endings = endings;
        this.interpreters = interpreters;
    }

    /**
     * The language of a file.
     *
     * @param path its name, folders before it do no harm
     * @param start its first line, or more; "" when unknown
     */
    public static Optional<Language> of(String path, String start) {
        String name = path.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(it -> words(it.endings).stream().anyMatch(name::endsWith))
                .findFirst()
                .or(() -> byInterpreter(start));
    }

    private static Optional<Language> byInterpreter(String start) {
        if (!start.startsWith("#!")) {
            return Optional.empty();
        }
        String line = start.substring(2, Math.min(start.length(), LONGEST_FIRST_LINE))
                .lines()
                .findFirst()
                .orElse("");
        List<String> words = Arrays.stream(line.strip().split("[\\s/]+"))
                .filter(word -> !word.isEmpty() && !word.startsWith("-"))
                .toList();
        return Arrays.stream(values())
                .filter(it -> !words.isEmpty() && words(it.interpreters).contains(words.get(words.size() - 1)))
                .findFirst();
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /** As stored and shown: {@code python}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a temporary file of it ends in. */
    String ending() {
        return words(endings).get(0);
    }

    boolean isBuiltIn() {
        return interpreters.isEmpty();
    }
}
