package starforge.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C and Java give the same hits, and both what a simpler way gives. STARFORGE_FUZZ names how many rounds are run. */
class TwinsTest {
    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("STARFORGE_FUZZ", "100"));
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Kernels java = new JavaKernels();

    private Set<Option> options(RandomText random) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        if (random.below(3) == 0) {
            options.add(Option.CASELESS);
        }
        if (random.below(4) == 0) {
            options.add(Option.WORD);
        }
        return options;
    }

    private static List<String> told(Hits hits) {
        assertThat(hits.complete()).isTrue();
        assertThat(hits.total()).isEqualTo(hits.count());
        return IntStream.range(0, hits.count())
                .mapToObj(i -> hits.start(i) + "-" + hits.end(i))
                .toList();
    }

    @Test
    void both_find_the_same_literals() throws IOException {
        Kernels c = NativeKernels.fromJar();
        for (int round = 0; round < ROUNDS; round++) {
            RandomText random = new RandomText(round);
            List<byte[]> files = random.files(true);
            Path file = Snapshots.of(folder, files);
            try (Snapshot one = java.open(file);
                    Snapshot other = c.open(file)) {
                for (int i = 0; i < 20; i++) {
                    byte[] needle = random.needle(files);
                    Set<Option> options = options(random);
                    Query query = Query.literal(needle, options);
                    List<String> found = told(one.find(query, 100_000, LONG));
                    assertThat(told(other.find(query, 100_000, LONG)))
                            .as("round %d, %s %s", round, new String(needle, StandardCharsets.UTF_8), options)
                            .isEqualTo(found);
                    assertThat(other.find(query, random.below(4), LONG).total())
                            .as("round %d, %s %s, counted", round, new String(needle, StandardCharsets.UTF_8), options)
                            .isEqualTo(found.size());
                    if (options.isEmpty()) {
                        assertThat(found).isEqualTo(simply(one, needle));
                    }
                }
            }
        }
    }

    private static List<String> simply(Snapshot snapshot, byte[] needle) {
        String text = latin(snapshot.bytes(0, (int) snapshot.length()));
        List<String> found = new ArrayList<>();
        for (int at = text.indexOf(latin(needle)); at >= 0; at = text.indexOf(latin(needle), at + needle.length)) {
            found.add(at + "-" + (at + needle.length));
        }
        return found;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void both_find_the_same_matches() throws IOException {
        Kernels c = NativeKernels.fromJar();
        int searched = 0;
        int hard = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RandomText random = new RandomText(round);
            Path file = Snapshots.of(folder, random.files(true));
            try (Snapshot one = java.open(file);
                    Snapshot other = c.open(file)) {
                for (int i = 0; i < 20; i++) {
                    String pattern = random.pattern(2, false);
                    Set<Option> options = options(random);
                    try {
                        Query query = Query.regex(pattern, options);
                        Hits found = one.find(query, 100_000, LONG);
                        Hits twin = other.find(query, 100_000, LONG);
                        if (!found.complete() || !twin.complete()) {
                            hard++;
                            continue;
                        }
                        assertThat(told(twin))
                                .as("round %d, %s %s", round, pattern, options)
                                .isEqualTo(told(found));
                        searched++;
                    } catch (BadQuery refused) {
                        assertThat(refused.reason())
                                .isIn(BadQuery.Reason.EMPTY_REPEATED, BadQuery.Reason.NOTHING_TO_REPEAT);
                    }
                }
            }
        }
        assertThat(searched).isGreaterThan(ROUNDS * 10);
        assertThat(hard).isLessThan(searched / 50);
    }

    @Test
    void a_match_is_what_java_means_by_the_pattern_in_each_line() throws IOException {
        int hard = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RandomText random = new RandomText(round);
            try (Snapshot snapshot = java.open(Snapshots.of(folder, random.files(false)))) {
                for (int i = 0; i < 20; i++) {
                    String pattern = random.pattern(1, true);
                    try {
                        Query query = Query.regex(pattern, EnumSet.noneOf(Option.class));
                        Hits hits = snapshot.find(query, 100_000, LONG);
                        if (!hits.complete()) {
                            hard++;
                            continue;
                        }
                        assertThat(told(hits))
                                .as("round %d, %s", round, pattern)
                                .isEqualTo(byLines(snapshot, Pattern.compile(pattern, Pattern.UNIX_LINES)));
                    } catch (BadQuery refused) {
                        assertThat(refused.reason()).isEqualTo(BadQuery.Reason.EMPTY_REPEATED);
                    }
                }
            }
        }
        assertThat(hard).isLessThan(ROUNDS);
    }

    private static List<String> byLines(Snapshot snapshot, Pattern pattern) {
        List<String> found = new ArrayList<>();
        long start = 0;
        String text = latin(snapshot.bytes(0, (int) snapshot.length()));
        for (String line : text.split("[\n\0]", -1)) {
            String decoded = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            for (Matcher matcher = pattern.matcher(decoded); matcher.find(); ) {
                if (matcher.end() > matcher.start()) {
                    found.add(start + bytes(decoded, matcher.start()) + "-" + (start + bytes(decoded, matcher.end())));
                }
            }
            start += line.length() + 1;
        }
        return found;
    }

    private static int bytes(String text, int characters) {
        return text.substring(0, characters).getBytes(StandardCharsets.UTF_8).length;
    }
}
