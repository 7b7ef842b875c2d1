package starforge.codesearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.kernels.Query;
import starforge.kernels.Snapshot;
import starforge.kernels.SnapshotWriter;

/** One query in one snapshot: what is counted and what is kept, by whichever kernels. */
@ParameterizedClass
@EnumSource(Searcher.class)
class ScanTest {
    @Parameter
    Searcher searcher;

    @TempDir
    Path folder;

    private Snapshot snapshot(String... texts) throws IOException {
        Path file = folder.resolve("one.snap");
        try (SnapshotWriter writer = new SnapshotWriter(file)) {
            for (int i = 0; i < texts.length; i++) {
                writer.add("f" + i, "a".repeat(40), "", texts[i].getBytes(UTF_8));
            }
            writer.finish();
        }
        return searcher.get().open(file);
    }

    private static long soon() {
        return System.nanoTime() + 20_000_000_000L;
    }

    @Test
    void finds_are_sorted_by_their_files_and_count_from_their_beginning() throws IOException {
        try (Snapshot snapshot = snapshot("none", "lamp lamp", "", "xlamp")) {
            Scan scan = Scan.of(
                    snapshot,
                    Query.literal("lamp", Set.of()),
                    0,
                    snapshot.entries().count(),
                    file -> true,
                    10,
                    soon());

            assertThat(scan.kept())
                    .containsExactly(
                            new Scan.File(1, 2, List.of(new Excerpt.Found(0, 4), new Excerpt.Found(5, 9))),
                            new Scan.File(3, 1, List.of(new Excerpt.Found(1, 5))));
            assertThat(scan.files()).isEqualTo(2);
            assertThat(scan.finds()).isEqualTo(3);
            assertThat(scan.isWhole()).isTrue();
        }
    }

    @Test
    void what_is_everywhere_is_counted_in_every_file_though_few_are_kept() throws IOException {
        String much = "e ".repeat(3_000);
        try (Snapshot snapshot = snapshot(much, much, "none", "e ", much)) {
            Scan scan = Scan.of(
                    snapshot,
                    Query.literal("e ", Set.of()),
                    0,
                    snapshot.entries().count(),
                    file -> true,
                    2,
                    soon());

            assertThat(scan.finds()).isEqualTo(9_001);
            assertThat(scan.files()).isEqualTo(4);
            assertThat(scan.kept()).extracting(Scan.File::count).containsExactly(3_000L, 3_000L);
        }
    }

    @Test
    void files_that_are_not_wanted_are_not_looked_into_nor_the_borders_between() throws IOException {
        try (Snapshot snapshot = snapshot("la", "mp", "lamp", "lamp")) {
            Scan scan = Scan.of(
                    snapshot,
                    Query.literal("lamp", Set.of()),
                    0,
                    snapshot.entries().count(),
                    file -> file != 2,
                    10,
                    soon());

            assertThat(scan.kept()).extracting(Scan.File::number).containsExactly(3);
        }
    }

    @Test
    void a_regular_expression_stays_within_its_file() throws IOException {
        try (Snapshot snapshot = snapshot("lamp", "amp\nlamps")) {
            Scan scan = Scan.of(
                    snapshot,
                    Query.regex("^l?amp$", Set.of()),
                    0,
                    snapshot.entries().count(),
                    file -> true,
                    10,
                    soon());

            assertThat(scan.kept()).extracting(Scan.File::number).containsExactly(0, 1);
            assertThat(scan.finds()).isEqualTo(2);
        }
    }

    @Test
    void when_time_is_up_it_says_that_there_may_be_more() throws IOException {
        try (Snapshot snapshot = snapshot("lamp")) {
            Scan scan = Scan.of(
                    snapshot,
                    Query.literal("lamp", Set.of()),
                    0,
                    snapshot.entries().count(),
                    file -> true,
                    10,
                    System.nanoTime() - 1);

            assertThat(scan.isWhole()).isFalse();
            assertThat(scan.files()).isZero();
        }
    }
}
