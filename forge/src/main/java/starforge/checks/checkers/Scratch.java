package starforge.checks.checkers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A folder that nobody else may look into, gone when it is closed. Its name holds the number of our process, so that the next
 * one finds what a killed one left.
 */
record Scratch(Path folder) implements AutoCloseable {
    private static final String BEGINNING = "starforge-check-";
    private static final Pattern NAME = Pattern.compile(BEGINNING + "([0-9]{1,18})-.*");

    static Scratch open() throws IOException {
        return new Scratch(
                Files.createTempDirectory(BEGINNING + ProcessHandle.current().pid() + "-"));
    }

    static void removeThoseOfTheDead() {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            all.filter(Scratch::isOfTheDead).toList().forEach(folder -> new Scratch(folder).close());
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(Scratch.class).debug("Left folders cannot be looked for", e);
        }
    }

    private static boolean isOfTheDead(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches()
                && Files.isWritable(folder)
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(Scratch.class).debug("A folder could not be removed", e);
        }
    }
}
