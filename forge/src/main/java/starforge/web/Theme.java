package starforge.web;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/**
 * A theme: a folder of templates and static files, and behind it its parent's, down to {@code default}. Looked for in
 * {@code themes/} of the data folder first, then among those the program brings.
 */
public final class Theme {
    /** The version of the promise between templates and pages; a theme made for another one is refused. */
    static final String CONTRACT = "1";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");
    private static final Pattern STATIC =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private final List<Folder> folders;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    private Theme(List<Folder> folders) {
        this.folders = folders;
    }

    /**
     * Finds a theme and its parents.
     *
     * @param own folder with further themes; need not exist
     * @throws Refusal INVALID when there is none of this name, or it does not fit this program
     */
    static Theme load(String name, Path own) {
        List<Folder> chain = new ArrayList<>();
        for (String next = name; !next.isEmpty(); ) {
            Folder folder = Folder.find(next, own).orElseThrow(() -> new Refusal(Reason.INVALID, "web.no-theme", name));
            Properties about = folder.about();
            if (!about.getProperty("contract", "").equals(CONTRACT) || chain.size() > 5) {
                throw new Refusal(Reason.INVALID, "web.foreign-theme", next);
            }
            chain.add(folder);
            next = about.getProperty("parent", "");
        }
        return new Theme(List.copyOf(chain));
    }

    /** What the theme calls itself. */
    String title() {
        return folders.get(0).about().getProperty("name", folders.get(0).name());
    }

    /** Whether any part of it lies in a folder, where it can be edited. */
    boolean isOnDisk() {
        return folders.stream().anyMatch(folder -> folder.onDisk().isPresent());
    }

    TemplateLoader templates() {
        return new MultiTemplateLoader(folders.stream().map(Folder::templates).toArray(TemplateLoader[]::new));
    }

    /** A static file, from the theme or the nearest parent that has it. */
    Optional<byte[]> file(String path) {
        if (!STATIC.matcher(path).matches()) {
            return Optional.empty();
        }
        Optional<byte[]> found = Optional.ofNullable(files.get(path)).or(() -> find(path));
        // Only what is there is kept: anybody can ask for any number of names that are not.
        found.ifPresent(bytes -> files.put(path, bytes));
        return found;
    }

    private Optional<byte[]> find(String path) {
        return folders.stream()
                .flatMap(folder -> folder.file("static/" + path).stream())
                .findFirst();
    }

    /** The style sheets to link, parents first, from the last folder on that says {@code css=replace}. */
    List<String> styleSheets() {
        List<String> sheets = new ArrayList<>();
        for (int i = folders.size() - 1; i >= 0; i--) {
            Folder folder = folders.get(i);
            if (folder.about().getProperty("css", "add").equals("replace")) {
                sheets.clear();
            }
            if (folder.file("static/theme.css").isPresent()) {
                sheets.add(sheet(folder));
            }
        }
        return sheets;
    }

    /** The outermost parent's keeps its name; the others are named like their folders, for all lie at one address. */
    private String sheet(Folder folder) {
        return folder.equals(folders.get(folders.size() - 1)) ? "theme.css" : folder.name() + ".css";
    }

    /** One of {@link #styleSheets}. */
    Optional<byte[]> styleSheet(String name) {
        return folders.stream()
                .filter(folder -> name.equals(sheet(folder)))
                .findFirst()
                .flatMap(folder -> folder.file("static/theme.css"));
    }

    /** One folder, on disk or in the jar. */
    private record Folder(String name, Optional<Path> onDisk) {
        static Optional<Folder> find(String name, Path own) {
            if (!NAME.matcher(name).matches()) {
                return Optional.empty();
            }
            Path folder = own.resolve(name);
            if (Files.isRegularFile(folder.resolve("theme.properties"))) {
                return Optional.of(new Folder(name, Optional.of(folder)));
            }
            Folder inJar = new Folder(name, Optional.empty());
            return inJar.file("theme.properties").map(bytes -> inJar);
        }

        Properties about() {
            Properties properties = new Properties();
            try {
                properties.load(
                        new StringReader(new String(file("theme.properties").orElseThrow(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return properties;
        }

        TemplateLoader templates() {
            try {
                return onDisk.isPresent()
                        ? new FileTemplateLoader(templateFolder(onDisk.get()))
                        : new ClassTemplateLoader(Theme.class, "/themes/" + name + "/templates");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static java.io.File templateFolder(Path folder) throws IOException {
            return Files.createDirectories(folder.resolve("templates")).toFile();
        }

        Optional<byte[]> file(String path) {
            try {
                return onDisk.isPresent() ? fromDisk(onDisk.get(), path) : fromJar(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Optional<byte[]> fromDisk(Path folder, String path) throws IOException {
            Path file = folder.resolve(path).normalize();
            // A link may lead about within the theme, never out of it.
            return Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath())
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        }

        private Optional<byte[]> fromJar(String path) throws IOException {
            try (InputStream in = Theme.class.getResourceAsStream("/themes/" + name + "/" + path)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            }
        }
    }
}
