package starforge.codesearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.kernels.Hits;
import starforge.kernels.Query;

/** Snapshots come, are replaced, and go; whatever happens to their files, nothing is lost but time. */
@ParameterizedClass
@EnumSource(Searcher.class)
class ShelfTest {
    @Parameter
    Searcher searcher;

    private static final String FIRST = "1".repeat(40);
    private static final String SECOND = "2".repeat(40);

    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = shelf(1 << 20);
    }

    private Shelf shelf(long mostBytes) {
        return new Shelf(folder, searcher, mostBytes, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private boolean put(long repo, String commit, String text) throws IOException {
        return shelf.put(repo, commit, writer -> {
            writer.add("a.txt", "a".repeat(40), "", text.getBytes(UTF_8));
            return true;
        });
    }

    private long found(Opened opened, String text) {
        Hits hits = opened.snapshot().find(Query.literal(text, Set.of()), 10, Duration.ofSeconds(10));
        return hits.total();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void searchedAgo(long repo, Duration time) throws IOException {
        Files.setLastModifiedTime(
                shelf.of(repo).orElseThrow().file(), FileTime.from(Instant.now().minus(time)));
    }

    @Test
    void a_new_one_takes_the_place_of_the_old_which_can_be_read_to_the_end() throws IOException {
        put(7, FIRST, "old lamp");
        try (Opened old = shelf.open(shelf.of(7).orElseThrow()).orElseThrow()) {
            put(7, SECOND, "new lamp lamp");
            try (Opened fresh = shelf.open(shelf.of(7).orElseThrow()).orElseThrow()) {
                assertThat(found(fresh, "lamp")).isEqualTo(2);
            }
            assertThat(found(old, "lamp")).isEqualTo(1);
            assertThat(shelf.open(old.kept())).isEmpty();
        }
        assertThat(files()).containsExactly("7-" + SECOND + ".snap");
    }

    @Test
    void another_process_sees_what_this_one_did() throws IOException {
        try (Shelf other = shelf(1 << 20)) {
            assertThat(other.of(7)).isEmpty();
            put(7, FIRST, "x");
            assertThat(other.of(7)).map(Kept::commit).contains(FIRST);
            put(7, SECOND, "x");
            assertThat(other.of(7)).map(Kept::commit).contains(SECOND);
            shelf.forget(7);
            assertThat(other.of(7)).isEmpty();
        }
    }

    @Test
    void the_one_searched_the_longest_time_ago_makes_room() throws IOException {
        shelf = shelf(3_000);
        put(1, FIRST, "x".repeat(1_000));
        put(2, FIRST, "x".repeat(1_000));
        searchedAgo(1, Duration.ofHours(1));
        searchedAgo(2, Duration.ofHours(2));
        shelf.searched(shelf.of(2).orElseThrow());
        put(3, FIRST, "x".repeat(1_000));

        assertThat(shelf.kept().keySet()).containsExactlyInAnyOrder(2L, 3L);
        assertThat(shelf.hasRoom()).isTrue();
    }

    @Test
    void what_alone_is_too_large_drops_no_other() throws IOException {
        shelf = shelf(3_000);
        put(1, FIRST, "x".repeat(1_000));

        assertThat(put(2, FIRST, "x".repeat(5_000))).isFalse();
        assertThat(files()).containsExactly("1-" + FIRST + ".snap");
    }

    @Test
    void what_fails_half_way_leaves_the_former_one_and_nothing_else() throws IOException {
        put(1, FIRST, "x");

        assertThatThrownBy(() -> shelf.put(1, SECOND, writer -> {
                    writer.add("a", "a".repeat(40), "", new byte[100]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(Exception.class);
        assertThat(files()).containsExactly("1-" + FIRST + ".snap");
    }

    @Test
    void one_that_is_damaged_is_thrown_away() throws IOException {
        put(1, FIRST, "some text");
        put(2, FIRST, "some text");
        put(3, FIRST, "some text");
        cut(1, 60);
        cut(2, 100);
        Files.writeString(shelf.of(3).orElseThrow().file(), "something else that is no snapshot at all");

        for (long repo = 1; repo <= 3; repo++) {
            Kept kept = shelf.of(repo).orElseThrow();
            assertThat(shelf.open(kept)).isEmpty();
            assertThat(shelf.of(repo)).isEmpty();
        }
        assertThat(files()).isEmpty();
    }

    private void cut(long repo, int length) throws IOException {
        Path file = shelf.of(repo).orElseThrow().file();
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), length));
    }

    @Test
    void one_that_vanished_is_not_given_though_it_was_open() throws IOException {
        put(1, FIRST, "lamp");
        Kept kept = shelf.of(1).orElseThrow();
        try (Opened opened = shelf.open(kept).orElseThrow()) {
            Files.delete(kept.file());

            assertThat(shelf.open(kept)).isEmpty();
            assertThat(found(opened, "lamp")).as("who reads goes on").isEqualTo(1);
        }
    }

    @Test
    void one_of_which_a_part_was_left_out_says_so() throws IOException {
        shelf.put(1, FIRST, writer -> false);

        assertThat(shelf.of(1)).map(Kept::isPart).contains(true);
        put(1, FIRST, "all");
        assertThat(shelf.of(1)).map(Kept::isPart).contains(false);
        assertThat(files()).hasSize(1);
    }

    @Test
    void a_start_takes_away_what_a_crash_left_and_what_belongs_to_nobody() throws IOException {
        put(1, FIRST, "x");
        put(2, FIRST, "x");
        Path half = Files.writeString(folder.resolve(".2-half.part"), "half");
        Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Files.writeString(folder.resolve(".3-now.part"), "being written elsewhere");
        shelf.tidy(repo -> repo == 1);

        assertThat(files()).containsExactly(".3-now.part", "1-" + FIRST + ".snap");
    }
}
