package starforge.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import starforge.access.Refusal;

/** The themes there are: those that the program brings, and those in {@code themes/} of the data folder. */
public final class Themes {
    /** The theme behind all others, and the one pages fall back to. */
    public static final String DEFAULT = "default";

    private static final List<String> BROUGHT = List.of(DEFAULT, "heather");

    private final Path own;
    private final Map<String, String> problems = new ConcurrentHashMap<>();

    /**
     * Names the place of further themes.
     *
     * @param own a folder with one folder for each theme; need not exist
     */
    public Themes(Path own) {
        this.own = own;
    }

    /**
     * A theme with its parents.
     *
     * @param name any text; only the name of an installed theme finds one
     * @throws Refusal INVALID when there is none of this name, or it was made for another version
     */
    public Theme get(String name) {
        if (!names().contains(name)) {
            throw Refusal.invalid("theme", "web.no-theme", name);
        }
        return Theme.load(name, own);
    }

    /** The themes that can be worn, as their folder is called and what they call themselves, by name. */
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (String name : names()) {
            try {
                all.put(name, Theme.load(name, own).title());
            } catch (Refusal e) {
                problems.put(name, e.text());
            }
        }
        return all;
    }

    /** What went wrong with which theme since the start, for the admin. */
    public Map<String, String> problems() {
        return new TreeMap<>(problems);
    }

    void broke(String name, String problem) {
        problems.put(name, problem);
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(BROUGHT);
        if (Files.isDirectory(own)) {
            try (Stream<Path> folders = Files.list(own)) {
                folders.filter(folder -> Files.isRegularFile(folder.resolve("theme.properties")))
                        .forEach(folder -> names.add(folder.getFileName().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }
}
