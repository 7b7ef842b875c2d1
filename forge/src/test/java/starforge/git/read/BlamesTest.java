package starforge.git.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.access.Refusal;

class BlamesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Workbench bench;
    private Blames blames;

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
        blames = new Blames(bench.repositories());
    }

    @AfterEach
    void close() {
        blames.close();
    }

    private Blame blame(String commit, String path) {
        return blames.within(LONG, 1, bench.id(commit), path).orElseThrow();
    }

    /** Of each line the commit, the line there and the path there. */
    private static List<String> byLine(Blame blame) {
        List<String> lines = new ArrayList<>();
        for (Blame.Run run : blame.runs()) {
            Blame.Source source = run.source().orElseThrow();
            for (int i = 0; i < run.count(); i++) {
                lines.add(source.commit().id() + " " + source.path());
            }
        }
        return lines;
    }

    private void isAsGitSays(String commit, String path) {
        List<String> expected = new ArrayList<>();
        String id = "";
        for (String line : bench.lines("blame", "--line-porcelain", commit, "--", path)) {
            if (line.matches("[0-9a-f]{40} .*")) {
                id = line.substring(0, 40);
            } else if (line.startsWith("filename ")) {
                expected.add(id + " " + line.substring(9));
            }
        }
        assertThat(byLine(blame(commit, path))).as(path).isEqualTo(expected);
    }

    private static String numbered(String word, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(word).append(' ').append(i).append('\n');
        }
        return text.toString();
    }

    private Story story() {
        Story story = new Story();
        story.commit("main", "Begin");
        story.file("a.txt", numbered("one", 0, 30));
        int side = story.commit("side", "Aside", 1);
        story.file("a.txt", numbered("one", 0, 25) + numbered("side", 0, 9) + numbered("one", 25, 30));
        story.commit("main", "Change the middle");
        story.file("a.txt", numbered("one", 0, 8) + numbered("two", 0, 5) + numbered("one", 11, 30));
        story.commit("main", "Touch another");
        story.file("other", "x\n");
        story.commit("main", "Join", side);
        story.file(
                "a.txt",
                numbered("one", 0, 8)
                        + numbered("two", 0, 5)
                        + numbered("one", 11, 25)
                        + numbered("side", 0, 9)
                        + numbered("one", 25, 30));
        story.commit("main", "Move it");
        story.rename("a.txt", "moved/b.txt");
        story.commit("main", "Write at both ends");
        story.file(
                "moved/b.txt",
                "first\n" + numbered("one", 0, 8) + numbered("two", 2, 5) + numbered("one", 11, 25)
                        + numbered("side", 0, 9) + numbered("one", 25, 30) + "last, without an end");
        return story;
    }

    @Test
    void every_line_gets_the_commit_git_blame_names() {
        bench.build(story());
        isAsGitSays("main", "moved/b.txt");
        isAsGitSays("main~1", "moved/b.txt");
        isAsGitSays("main~2", "a.txt");
        isAsGitSays("main", "other");
    }

    @Test
    void a_commit_graph_changes_no_answer() {
        bench.build(story());
        bench.git("config", "core.commitGraph", "true");
        bench.git("commit-graph", "write", "--reachable", "--changed-paths");
        isAsGitSays("main", "moved/b.txt");
    }

    @Test
    void lines_lead_to_the_file_as_it_was_before() {
        bench.build(story());
        Blame.Source first = blame("main", "moved/b.txt").runs().get(0).source().orElseThrow();
        assertThat(first.commit().subject()).isEqualTo("Write at both ends");
        assertThat(first.before()).contains(new Blame.Before(bench.id("main~1"), "moved/b.txt"));
        Blame.Source begin = blame("main", "moved/b.txt").runs().get(1).source().orElseThrow();
        assertThat(begin.before()).isEmpty();
        assertThat(begin.path()).isEqualTo("a.txt");
    }

    @Test
    void what_is_not_found_in_time_is_left_open() {
        bench.build(story());
        try (Blames hurried = new Blames(bench.repositories(), 1, 1, Duration.ZERO)) {
            Blame blame = hurried.within(LONG, 1, bench.id("main"), "other").orElseThrow();
            assertThat(blame).isEqualTo(new Blame(List.of(new Blame.Run(0, 1, java.util.Optional.empty())), false));
        }
    }

    @Test
    void folders_links_and_what_is_not_there_have_no_blame() {
        Story story = story();
        story.commit("main", "Link");
        story.file("120000", "link", new byte[] {'x'});
        story.file("huge", "\n".repeat(Blames.MOST_LINES + 1));
        bench.build(story);
        for (String path : List.of("moved", "link", "nosuch", "", "a.txt")) {
            assertThatThrownBy(() -> blame("main", path)).as(path).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> blame("main", "huge")).hasMessageContaining("too large");
    }

    @Test
    void empty_file_has_no_lines_to_blame() {
        Story story = new Story();
        story.commit("main", "Nothing");
        story.file("nothing", "");
        bench.build(story);
        assertThat(blame("main", "nothing")).isEqualTo(new Blame(List.of(), true));
    }
}
