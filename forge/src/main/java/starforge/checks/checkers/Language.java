package starforge.checks.checkers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be checked: known by the name of a file, or by the interpreter that its first line names. */
public enum Language {
    JSON(".json .webmanifest .geojson", "", ""),
    XML(".xml .svg .xsd .xsl .xslt .xhtml .pom", "", ""),
    YAML(".yml .yaml", "", ""),
    PROPERTIES(".properties", "", ""),
    JAVA(".java", "", ""),
    MARKDOWN(".md .markdown", "", ""),
    PYTHON(".py .pyi .pyw", "", "python python3"),
    JAVASCRIPT(".js .cjs .mjs", "", "node nodejs"),
    SHELL(".sh .bash", ".bashrc .bash_profile .profile pkgbuild", "sh bash dash"),
    RUBY(".rb .rake .gemspec", "rakefile gemfile vagrantfile", "ruby"),
    PHP(".php .phtml", "", "php"),
    LUA(".lua", "", "lua luajit"),
    GO(".go", "", ""),
    C(".c", "", ""),
    /** Headers too: whose they are, their names do not say. */
    CPP(".cpp .cc .cxx .h .hpp .hh .hxx", "", ""),
    RUST(".rs", "", ""),
    TYPESCRIPT(".ts .mts .cts", "", "deno"),
    CSS(".css", "", ""),
    HTML(".html .htm", "", ""),
    C_SHARP(".cs", "", ""),
    KOTLIN(".kt .kts", "", ""),
    SCALA(".scala .sc", "", "scala");

    private static final int LONGEST_FIRST_LINE = 200;

    private final String endings;
    private final String names;
    private final String interpreters;

    Language(String endings, String names, String interpreters) {
        this.endings = endings;
        this.names = names;
        this.interpreters = interpreters;
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /**
     * The language of a file.
     *
     * @param path its name, folders before it do no harm
     * @param start its first line, or more; "" when unknown
     */
    public static Optional<Language> of(String path, String start) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Optional<Language> byName = Arrays.stream(values())
                .filter(it -> words(it.endings).stream().anyMatch(name::endsWith)
                        || words(it.names).contains(name))
                .findFirst();
        // The translations of Qt end as TypeScript does.
        return byName.isPresent() && start.startsWith("<?xml ")
                ? byName.filter(it -> it == PHP || it == HTML).or(() -> Optional.of(XML))
                : byName.or(() -> byInterpreter(start));
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

    /** As stored and shown: {@code python}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a temporary file of it ends in. */
    String ending() {
        return words(endings).get(0);
    }
}
