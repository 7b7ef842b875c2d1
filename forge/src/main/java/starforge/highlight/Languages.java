package starforge.highlight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which language a file is in: by its whole name, else by its ending, else by the interpreter in its first line. */
public final class Languages {
    /** As the kernel reads it: execve(2), "Interpreter scripts"; {@code env} passes on to its first word without a dash. */
    private static final Pattern INTERPRETER =
            Pattern.compile("#!\\s{0,9}\\S{0,200}?([^/\\s]{1,60})(?:\\s+(?:-\\S{1,60}\\s+)?([^/\\s]{1,60}).{0,300})?");

    private static final int MOST_LETTERS_OF_FIRST_LINE = 300;

    private final Map<String, Language> known = new HashMap<>();

    /** Reads the table {@code highlight/languages.txt}. */
    public Languages() {
        table().lines().filter(line -> !line.startsWith("#")).forEach(this::add);
    }

    /**
     * The language of a file.
     *
     * @param fileName last part of its path
     * @param firstLine of its contents, or ""
     */
    public Optional<Language> of(String fileName, String firstLine) {
        return named(fileName).or(() -> interpreted(firstLine));
    }

    /** By the file's name alone. */
    public Optional<Language> named(String fileName) {
        Optional<Language> whole = find("=" + fileName);
        return whole.isPresent() ? whole : find(ending(fileName));
    }

    /** The name of the language that a file counts for in its repository; empty for data, prose and the unknown. */
    public Optional<String> counted(String fileName) {
        return named(fileName).filter(Language::isCounted).map(Language::name);
    }

    /** By a word as it stands after the fence of a block in Markdown: a name, or an ending without its dot. */
    public Optional<Language> called(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return find(small).or(() -> find("." + small)).or(() -> find("#!" + small));
    }

    private Optional<Language> interpreted(String firstLine) {
        Matcher found =
                INTERPRETER.matcher(firstLine.substring(0, Math.min(firstLine.length(), MOST_LETTERS_OF_FIRST_LINE)));
        if (!found.matches()) {
            return Optional.empty();
        }
        boolean isEnv = found.group(1).equals("env") && found.group(2) != null;
        String program = found.group(isEnv ? 2 : 1).toLowerCase(Locale.ROOT);
        return find("#!" + program).or(() -> find("#!" + program.replaceAll("[0-9.]+$", "")));
    }

    private Optional<Language> find(String key) {
        return Optional.ofNullable(known.get(key));
    }

    private static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot).toLowerCase(Locale.ROOT);
    }

    private void add(String line) {
        String[] columns = line.split("\\|", -1);
        String style = columns[2].strip();
        Language language = new Language(
                columns[0].strip(),
                Language.Kind.valueOf(columns[1].strip().toUpperCase(Locale.ROOT)),
                style.equals("-") ? "" : style);
        known.put(language.name().toLowerCase(Locale.ROOT), language);
        for (String sign : columns[3].strip().split(" ", -1)) {
            known.put(sign, language);
        }
    }

    private static String table() {
        try (InputStream in = Objects.requireNonNull(Languages.class.getResourceAsStream("/highlight/languages.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
