package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Browsers keep a file for ever, so none may change at the address it had. */
class AssetsTest {
    private static final Path STATIC = Path.of("../themes/default/static");

    @TempDir
    Path themes;

    @Test
    void when_any_file_of_the_theme_changes_so_do_the_addresses() throws IOException {
        Path own = Files.createDirectories(themes.resolve("own"));
        Files.writeString(own.resolve("theme.properties"), "contract=1\nparent=default\n");
        String before = address();
        for (Path file : files()) {
            Path changed = own.resolve("static").resolve(file);
            Files.createDirectories(Objects.requireNonNull(changed.getParent()));
            Files.writeString(changed, "changed");
            assertThat(address()).as(file.toString()).isNotEqualTo(before);
            Files.delete(changed);
        }
    }

    private String address() {
        return new Assets(Theme.load("own", themes)).address("");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(STATIC)) {
            return all.filter(Files::isRegularFile)
                    .map(STATIC::relativize)
                    .filter(file -> !file.toString().contains("LICENSE"))
                    .toList();
        }
    }
}
