package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.junit.jupiter.api.Test;

/** Thousands of invented texts and changes to them, the same ones each time. */
class LineDiffTest {
    private static final int TEXTS = 3_000;

    private final Random random = new Random(7);

    @Test
    void lines_end_at_their_line_feeds_and_nowhere_else() {
        for (int i = 0; i < TEXTS; i++) {
            byte[] raw = new byte[random.nextInt(200)];
            for (int at = 0; at < raw.length; at++) {
                raw[at] = (byte) (random.nextInt(3) == 0 ? '\n' : 8 + random.nextInt(5));
            }
            Lines lines = new Lines(raw);
            String all = IntStream.range(0, lines.size())
                    .mapToObj(line -> lines.text(line) + (lines.lacksNewline(line) ? "" : "\n"))
                    .collect(Collectors.joining());
            String text = new String(raw, ISO_8859_1);
            assertThat(all).isEqualTo(text);
            assertThat(lines.size()).isEqualTo((int) text.lines().count());
        }
    }

    @Test
    void what_lies_between_changes_is_the_same() {
        for (int i = 0; i < TEXTS; i++) {
            List<String> before = text();
            List<String> after = changed(before);
            EditList edits = edits(before, after);
            List<String> made = new ArrayList<>();
            int at = 0;
            for (Edit edit : edits) {
                made.addAll(before.subList(at, edit.getBeginA()));
                assertThat(made).hasSize(edit.getBeginB());
                made.addAll(after.subList(edit.getBeginB(), edit.getEndB()));
                at = edit.getEndA();
            }
            made.addAll(before.subList(at, before.size()));
            assertThat(made).isEqualTo(after);
        }
    }

    @Test
    void where_lines_came_or_went_the_changes_are_those_of_a_histogram() {
        for (int i = 0; i < TEXTS; i++) {
            List<String> before = text();
            List<String> after = changed(before);
            if (before.size() != after.size()) {
                EditList histogram = new HistogramDiff()
                        .diff(RawTextComparator.DEFAULT, new RawText(raw(before)), new RawText(raw(after)));
                assertThat(edits(before, after)).as("%s to %s", before, after).isEqualTo(histogram);
            }
        }
    }

    private static EditList edits(List<String> before, List<String> after) {
        return new LineDiff(Deadline.in(Duration.ofMinutes(1))).edits(new Lines(raw(before)), new Lines(raw(after)));
    }

    private List<String> text() {
        return random.ints(random.nextInt(40), 0, 12)
                .mapToObj(LineDiffTest::line)
                .collect(Collectors.toList());
    }

    private static String line(int kind) {
        return "x".repeat(kind) + kind;
    }

    private List<String> changed(List<String> before) {
        List<String> after = new ArrayList<>(before);
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(after.size() + 1);
            if (random.nextBoolean() || at == after.size()) {
                after.add(at, line(random.nextInt(14)));
            } else {
                after.remove(at);
            }
        }
        return after;
    }

    /** A text of an odd number of lines lacks its last line feed. */
    private static byte[] raw(List<String> lines) {
        return (String.join("\n", lines) + (lines.size() % 2 == 0 && !lines.isEmpty() ? "\n" : ""))
                .getBytes(ISO_8859_1);
    }
}
