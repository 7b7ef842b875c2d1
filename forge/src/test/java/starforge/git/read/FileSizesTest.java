package starforge.git.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSizesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private static Optional<String> ending(String name) {
        return name.contains(".") ? Optional.of(name.substring(name.lastIndexOf('.') + 1)) : Optional.empty();
    }

    @Test
    void files_of_all_folders_are_added_up_by_their_names() {
        Workbench bench = new Workbench(folder);
        Story story = new Story();
        story.commit("main", "Begin");
        story.file("a.c", "12345").file("deep/er/b.c", "123").file("x.h", "1").file("none", "1234");
        story.file("120000", "link.c", new byte[] {'a', '.', 'c'}).submodule("sub.c", "0".repeat(39) + "1");
        bench.build(story);
        try (FileSizes sizes = new FileSizes(bench.repositories(), FileSizesTest::ending)) {
            assertThat(sizes.within(LONG, 1, bench.id("main"))).contains(Map.of("c", 8L, "h", 1L));
            assertThat(sizes.within(Duration.ZERO, 1, bench.id("main"))).contains(Map.of("c", 8L, "h", 1L));
        }
    }

    @Test
    void what_is_not_counted_in_time_is_left_out() {
        Workbench bench = new Workbench(folder);
        Story story = new Story();
        story.commit("main", "Begin");
        story.file("a.c", "12345");
        bench.build(story);
        try (FileSizes sizes = new FileSizes(bench.repositories(), FileSizesTest::ending, Duration.ofSeconds(-1))) {
            assertThat(sizes.within(LONG, 1, bench.id("main"))).contains(Map.of());
        }
    }
}
