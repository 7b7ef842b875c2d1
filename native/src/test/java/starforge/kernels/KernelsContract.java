package starforge.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of {@link Kernels} promises. */
abstract class KernelsContract {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Set<Option> NONE = EnumSet.noneOf(Option.class);

    @TempDir
    Path folder;

    abstract Kernels kernels();

    private List<String> found(Query query, String... texts) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (String text : texts) {
            files.add(Snapshots.bytes(text));
        }
        try (Snapshot snapshot = kernels().open(Snapshots.of(folder, files))) {
            Hits hits = snapshot.find(query, 1000, LONG);
            assertThat(hits.complete()).isTrue();
            assertThat(hits.total()).isEqualTo(hits.count());
            return told(snapshot, hits);
        }
    }

    /** Each hit as "start:text". */
    private static List<String> told(Snapshot snapshot, Hits hits) {
        return IntStream.range(0, hits.count())
                .mapToObj(i -> hits.start(i) + ":" + text(snapshot, hits.start(i), hits.end(i)))
                .toList();
    }

    private static String text(Snapshot snapshot, long start, long end) {
        return new String(snapshot.bytes(start, (int) (end - start)), StandardCharsets.UTF_8);
    }

    private static long[] starts(Hits hits) {
        return IntStream.range(0, hits.count()).mapToLong(hits::start).toArray();
    }

    private static long[] ends(Hits hits) {
        return IntStream.range(0, hits.count()).mapToLong(hits::end).toArray();
    }

    private List<String> literal(String needle, Set<Option> options, String... texts) throws IOException {
        return found(Query.literal(needle, options), texts);
    }

    private List<String> regex(String pattern, String... texts) throws IOException {
        return found(Query.regex(pattern, NONE), texts);
    }

    @Test
    void a_literal_is_found_wherever_it_stands() throws IOException {
        assertThat(literal("ab", NONE, "ab ab\nxab", "", "b", "cab")).containsExactly("0:ab", "3:ab", "7:ab", "14:ab");
        assertThat(literal("a.b", NONE, "a.b axb")).containsExactly("0:a.b");
        assertThat(literal("one\ntwo", NONE, "one\ntwo\n")).containsExactly("0:one\ntwo");
    }

    @Test
    void hits_do_not_overlap() throws IOException {
        assertThat(literal("aa", NONE, "aaaaa")).containsExactly("0:aa", "2:aa");
        assertThat(regex("aa", "aaaaa")).containsExactly("0:aa", "2:aa");
    }

    @Test
    void no_hit_goes_from_one_file_into_the_next() throws IOException {
        assertThat(literal("ab", NONE, "a", "b", "a", "b")).isEmpty();
        assertThat(regex("a[^c]*b", "a", "b")).isEmpty();
    }

    @Test
    void a_literal_of_any_length_is_found_at_any_place_in_a_text_of_any_length() throws IOException {
        for (int length : new int[] {1, 2, 3, 5, 8, 31, 32, 33, 64, 65, 200}) {
            String needle = "xyz".repeat(70).substring(0, length);
            List<byte[]> files = new ArrayList<>();
            for (int before = 0; before < 140; before++) {
                files.add(Snapshots.bytes(".".repeat(before) + needle + ".".repeat(before % 7)));
            }
            try (Snapshot snapshot = kernels().open(Snapshots.of(folder, files))) {
                Hits hits = snapshot.find(Query.literal(needle, NONE), 1000, LONG);
                long[] wanted = IntStream.range(0, 140)
                        .mapToLong(file -> snapshot.entries().start(file) + file)
                        .toArray();
                assertThat(starts(hits)).isEqualTo(wanted);
            }
        }
    }

    @Test
    void only_the_ranges_asked_for_are_searched() throws IOException {
        try (Snapshot snapshot = kernels().open(Snapshots.of(folder, files("ab", "ab", "ab")))) {
            long[] ranges = snapshot.entries().ranges(file -> file != 1);
            assertThat(starts(snapshot.find(Query.literal("ab", NONE), ranges, 10, LONG)))
                    .containsExactly(0, 6);
            assertThat(starts(snapshot.find(Query.regex("a[b]", NONE), ranges, 10, LONG)))
                    .containsExactly(0, 6);
            long[] inside = {1, 4};
            assertThat(snapshot.find(Query.literal("ab", NONE), inside, 10, LONG)
                            .total())
                    .isZero();
        }
    }

    @Test
    void ranges_outside_the_text_are_refused() throws IOException {
        try (Snapshot snapshot = kernels().open(Snapshots.of(folder, files("ab")))) {
            for (long[] ranges : new long[][] {{0, 4}, {-1, 2}, {2, 1}, {0, 2, 1, 2}, {0}}) {
                assertThatThrownBy(() -> snapshot.find(Query.literal("a", NONE), ranges, 10, LONG))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThatThrownBy(() -> snapshot.bytes(2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> snapshot.bytes(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static List<byte[]> files(String... texts) {
        return List.of(texts).stream().map(Snapshots::bytes).toList();
    }

    @Test
    void case_counts_unless_told_otherwise_and_only_in_ascii() throws IOException {
        Set<Option> caseless = EnumSet.of(Option.CASELESS);
        assertThat(literal("Todo", NONE, "todo TODO Todo")).containsExactly("10:Todo");
        assertThat(literal("Todo", caseless, "todo TODO Todo t@do")).containsExactly("0:todo", "5:TODO", "10:Todo");
        assertThat(literal("[é`", caseless, "[é` {é` [É` [é@")).containsExactly("0:[é`");
        assertThat(found(Query.regex("t[o]d[^b]", caseless), "TODO todB")).containsExactly("0:TODO");
        assertThat(regex("(?i)x|fixme", "FixMe X")).containsExactly("0:FixMe", "6:X");
    }

    @Test
    void a_whole_word_has_no_letter_digit_or_underscore_beside_it() throws IOException {
        Set<Option> word = EnumSet.of(Option.WORD);
        String text = "gr gr_ 1gr größe (gr)";
        assertThat(literal("gr", word, text, "gr")).containsExactly("0:gr", "20:gr", "24:gr");
        assertThat(found(Query.regex("g[r]", word), text, "gr")).containsExactly("0:gr", "20:gr", "24:gr");
        assertThat(literal("aa", word, "aaa aa")).containsExactly("4:aa");
    }

    @Test
    void a_regular_expression_matches_within_one_line() throws IOException {
        assertThat(regex("^b.*$", "ab\nbc\nb")).containsExactly("3:bc", "6:b");
        assertThat(regex("a[^x]+", "ab\ncd")).containsExactly("0:ab");
        assertThat(regex("a\\s*b", "a\nb a b")).containsExactly("4:a b");
        assertThat(regex("b\\W", "b\nb.")).containsExactly("2:b.");
        assertThat(regex(";$", "a;\r\nb; \n;")).containsExactly("1:;", "8:;");
    }

    @Test
    void the_first_branch_that_leads_to_a_match_wins() throws IOException {
        assertThat(regex("a|ab", "ab")).containsExactly("0:a");
        assertThat(regex("(?:a|ab)(?:c|bcd)", "abcd")).containsExactly("0:abcd");
        assertThat(regex("a+?", "aaa")).containsExactly("0:a", "1:a", "2:a");
        assertThat(regex("<.{1,3}?>", "<a><bb>>")).containsExactly("0:<a>", "3:<bb>");
    }

    @Test
    void a_match_of_nothing_is_no_hit() throws IOException {
        assertThat(regex("a*", "baa")).containsExactly("1:aa");
        assertThat(regex("^", "a\nb")).isEmpty();
    }

    @Test
    void a_dot_is_one_character_and_never_a_part_of_one() throws IOException {
        assertThat(regex("<.>", "<é><€><a><ab><𝄞>")).containsExactly("0:<é>", "4:<€>", "9:<a>", "16:<𝄞>");
        assertThat(regex("[^é]x", "éx ax")).containsExactly("4:ax");
        assertThat(regex("[а-я]+", "abc где Я")).containsExactly("4:где");
        assertThat(regex("[äöé]", "aäéz")).containsExactly("1:ä", "3:é");
        assertThat(regex("é+", "aééb")).containsExactly("1:éé");
        assertThat(regex("\\u20ac\\x{1d11e}?", "€𝄞")).containsExactly("0:€𝄞");
    }

    @Test
    void words_and_edges_are_of_ascii() throws IOException {
        assertThat(regex("\\w+", "a1_é-b")).containsExactly("0:a1_", "6:b");
        assertThat(regex("\\bfo\\b", "fo foo éfo fo_")).containsExactly("0:fo", "9:fo");
        assertThat(regex("\\Bo+\\B", "foox o")).containsExactly("1:oo");
        assertThat(regex("[[:upper:]_]{2,}", "aBC_d E")).containsExactly("1:BC_");
    }

    @Test
    void bytes_that_are_no_utf8_are_characters_of_their_own() throws IOException {
        byte[] latin = "caf\u00e9 \u00a7 x\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        try (Snapshot snapshot = kernels().open(Snapshots.of(folder, List.of(latin)))) {
            assertThat(ends(snapshot.find(Query.regex("caf.", NONE), 10, LONG))).containsExactly(4);
            assertThat(ends(snapshot.find(Query.regex(" . ", NONE), 10, LONG))).containsExactly(7);
            assertThat(ends(snapshot.find(Query.regex("x[^a]", NONE), 10, LONG)))
                    .containsExactly(9);
            byte[] section = {' ', (byte) 0xa7};
            assertThat(starts(snapshot.find(Query.literal(section, NONE), 10, LONG)))
                    .containsExactly(4);
        }
    }

    @Test
    void only_so_many_hits_are_told_but_all_are_counted() throws IOException {
        try (Snapshot snapshot = kernels().open(Snapshots.of(folder, files("ab".repeat(5000))))) {
            Hits literal = snapshot.find(Query.literal("ab", NONE), 3, LONG);
            Hits regex = snapshot.find(Query.regex("a[b-z]", NONE), 3, LONG);
            assertThat(literal.total()).isEqualTo(5000);
            assertThat(starts(literal)).containsExactly(0, 2, 4);
            assertThat(regex.total()).isEqualTo(5000);
            assertThat(ends(regex)).containsExactly(2, 4, 6);
            assertThat(snapshot.find(Query.literal("ab", NONE), 0, LONG).total())
                    .isEqualTo(5000);
            assertThat(snapshot.find(Query.literal("ab", NONE), 4990, LONG).start(4989))
                    .isEqualTo(2 * 4989);
        }
    }

    @Test
    void without_time_a_search_says_that_it_is_not_complete() throws IOException {
        try (Snapshot snapshot = kernels().open(Snapshots.of(folder, files("ab".repeat(500))))) {
            assertThat(snapshot.find(Query.literal("ab", NONE), 3, Duration.ZERO)
                            .complete())
                    .isFalse();
            assertThat(snapshot.find(Query.regex("a[b]", NONE), 3, Duration.ZERO)
                            .complete())
                    .isFalse();
        }
    }

    @Test
    @Timeout(20)
    void a_pattern_that_would_run_for_ever_ends_and_what_is_beside_its_line_is_found() throws IOException {
        String easy = "a".repeat(20) + "b\n";
        String hard = "a".repeat(5000) + " \n";
        for (String pattern :
                List.of("(a+)+b", "(a|aa)+(\\B |b)", "a*a*a*a*a*a*(\\B |b)", "(.*a){12}(\\B |b)", "(a+)+(\\B |b)")) {
            try (Snapshot snapshot = kernels().open(Snapshots.of(folder, files(easy + hard + easy, easy)))) {
                Hits hits = snapshot.find(Query.regex(pattern, NONE), 10, Duration.ofSeconds(2));
                assertThat(starts(hits)).as(pattern).startsWith(0);
            }
        }
    }

    @Test
    @Timeout(20)
    void one_huge_line_is_searched_within_the_time_there_is() throws IOException {
        try (Snapshot snapshot = kernels().open(Snapshots.of(folder, files("ab,".repeat(1_000_000) + "needle")))) {
            assertThat(starts(snapshot.find(Query.literal("needle", NONE), 10, LONG)))
                    .containsExactly(3_000_000);
            assertThat(starts(snapshot.find(Query.regex("n[e]+dle", NONE), 10, LONG)))
                    .containsExactly(3_000_000);
            assertThat(snapshot.find(Query.regex("a[^z]*b[^z]*\\B,", NONE), 10, Duration.ofMillis(200))
                            .complete())
                    .isFalse();
        }
    }

    @Test
    void a_file_that_is_no_whole_snapshot_is_refused() throws IOException {
        Path good = Snapshots.of(folder, files("some text", "more"));
        byte[] whole = Files.readAllBytes(good);
        for (int length : new int[] {0, 7, 63, 64, 70, whole.length - 1}) {
            refused(Arrays.copyOf(whole, length));
        }
        refused(Arrays.copyOf(whole, whole.length + 1));
        for (int at : new int[] {0, 8, 12, 16, 24, 31, 32, 60, whole.length - 20, whole.length - 1}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            refused(damaged);
        }
        refused(new byte[5000]);
        assertThatThrownBy(() -> kernels().open(folder.resolve("nowhere"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> kernels().open(folder)).isInstanceOf(IOException.class);
    }

    private void refused(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("bad"), bytes);
        assertThatThrownBy(() -> kernels().open(file)).isInstanceOf(IOException.class);
    }

    @Test
    void a_snapshot_that_is_replaced_or_deleted_is_still_searched_as_it_was() throws IOException {
        try (Snapshot snapshot = kernels().open(Snapshots.of(folder, files("old")))) {
            Path file = Snapshots.of(folder, files("new"));
            assertThat(snapshot.find(Query.literal("old", NONE), 10, LONG).total())
                    .isEqualTo(1);
            Files.delete(file);
            assertThat(snapshot.bytes(0, 3)).isEqualTo(Snapshots.bytes("old"));
        }
    }

    @Test
    void a_closed_snapshot_is_searched_no_more() throws IOException {
        Snapshot snapshot = kernels().open(Snapshots.of(folder, files("old")));
        snapshot.close();
        snapshot.close();
        assertThatThrownBy(() -> snapshot.find(Query.literal("old", NONE), 10, LONG))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> snapshot.bytes(0, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(snapshot.entries().count()).isEqualTo(1);
    }

    @Test
    void an_empty_snapshot_has_no_hits() throws IOException {
        assertThat(literal("a", NONE)).isEmpty();
        assertThat(regex("a.", "", "")).isEmpty();
    }

    @Test
    void a_line_has_its_number_in_its_file() throws IOException {
        try (Snapshot snapshot = kernels().open(Snapshots.of(folder, files("a\nb\n", "c\n\nd")))) {
            assertThat(snapshot.line(0)).isEqualTo(1);
            assertThat(snapshot.line(1)).isEqualTo(1);
            assertThat(snapshot.line(2)).isEqualTo(2);
            assertThat(snapshot.line(5)).isEqualTo(1);
            assertThat(snapshot.line(8)).isEqualTo(3);
        }
    }
}
