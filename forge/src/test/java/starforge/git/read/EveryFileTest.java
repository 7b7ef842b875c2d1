package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryFileTest {
    @TempDir
    Path folder;

    private final List<String> seen = new ArrayList<>();
    private final Story story = new Story();

    private boolean seen(int most) {
        Workbench bench = new Workbench(folder);
        bench.build(story);
        EveryFile all = new EveryFile(bench.repositories(), Duration.ofSeconds(30));
        return all.each(
                1,
                bench.id("main"),
                most,
                file -> seen.add(file.path() + "="
                        + file.text().map(text -> new String(text, UTF_8)).orElse("binary")));
    }

    @Test
    void every_file_is_told_of_with_its_text_in_utf_8() {
        story.commit("main", "files");
        story.file("a.txt", "a\n").file("z/deep/b", "").file("100755", "run", "\ufeffé".getBytes(UTF_8));
        story.file("100644", "latin", "é".getBytes(ISO_8859_1));
        story.file("100644", "wide", "\ufeffw\nü".getBytes(UTF_16LE));
        story.file("100644", "zeros", new byte[] {1, 0, 2});
        story.file("120000", "link", "a.txt".getBytes(UTF_8)).submodule("sub", "1".repeat(40));

        assertThat(seen(100)).isTrue();
        assertThat(seen).containsExactly("a.txt=a\n", "latin=é", "run=é", "wide=w\nü", "z/deep/b=", "zeros=binary");
    }

    @Test
    void beyond_the_most_it_ends_and_says_so() {
        story.commit("main", "files");
        story.file("a", "1").file("b/c", "2").file("d", "3");

        assertThat(seen(2)).isFalse();
        assertThat(seen).containsExactly("a=1", "b/c=2");
        assertThat(seen(3)).isTrue();
    }
}
