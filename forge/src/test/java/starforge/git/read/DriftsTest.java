package starforge.git.read;

import static org.assertj.core.api.Assertions.assertThat;
import static starforge.git.read.Workbench.REPO;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far branches are apart, judged by the real Git. */
class DriftsTest {
    private static final int COMMITS = 60;

    @TempDir
    static Path folder;

    private static Workbench bench;
    private static Drifts drifts;

    /** A past with many merges, the times of some commits out of order; every fifth commit has a branch of its own. */
    @BeforeAll
    static void write() {
        bench = new Workbench(folder);
        StringBuilder past = new StringBuilder();
        Random random = new Random(7);
        for (int i = 1; i <= COMMITS; i++) {
            past.append("commit refs/heads/tip\nmark :").append(i);
            past.append("\ncommitter C <c@x> ")
                    .append(1_700_000_000 + i * 60 - random.nextInt(60))
                    .append(" +0000\ndata 2\nxx\n");
            if (i > 1) {
                int first = Math.max(1, i - 1 - random.nextInt(5));
                past.append("from :").append(first).append('\n');
                int second = 1 + random.nextInt(i - 1);
                past.append(second == first ? "" : "merge :" + second + "\n");
            }
            past.append("M 100644 inline f\ndata 3\n").append(100 + i).append("\n\n");
            past.append("reset refs/heads/b")
                    .append(i)
                    .append("\nfrom :")
                    .append(i)
                    .append("\n\n");
        }
        bench.run(past.toString().getBytes(StandardCharsets.UTF_8), "fast-import", "--quiet", "--force");
        drifts = new Drifts(bench.repositories());
    }

    private static String git(int a, int b) {
        return bench.git("rev-list", "--left-right", "--count", "b" + a + "...b" + b);
    }

    @Test
    void both_sides_are_counted_as_git_counts_them() {
        for (int a = 3; a <= COMMITS; a += 7) {
            for (int b = 1; b <= COMMITS; b += 5) {
                Drift drift = drifts.between(REPO, bench.id("b" + a), bench.id("b" + b))
                        .orElseThrow();
                assertThat(drift.behind() + "\t" + drift.ahead())
                        .as(a + " and " + b)
                        .isEqualTo(git(a, b));
            }
        }
    }

    @Test
    void commits_of_one_side_alone_come_newest_first() {
        List<String> found = drifts.onlyIn(REPO, bench.id("b30"), bench.id("b60"), 1_000).stream()
                .map(Commit::id)
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(bench.lines("rev-list", "b30..b60"));
        assertThat(found.get(0)).isEqualTo(bench.id("b60"));
        assertThat(drifts.onlyIn(REPO, bench.id("b30"), bench.id("b60"), 2)).hasSize(2);
    }

    @Test
    void what_there_is_no_time_for_is_left_out_until_it_is_known() {
        List<String> commits = List.of(bench.id("b11"), bench.id("b12"));
        String from = bench.id("b50");
        Drifts fresh = new Drifts(bench.repositories());
        assertThat(fresh.within(Duration.ofNanos(-1), REPO, from, commits)).isEmpty();
        Optional<Drift> first = fresh.between(REPO, from, commits.get(0));
        assertThat(fresh.within(Duration.ofNanos(-1), REPO, from, commits)).containsExactly(first);
        assertThat(fresh.within(Duration.ofSeconds(60), REPO, from, commits)).hasSize(2);
    }
}
