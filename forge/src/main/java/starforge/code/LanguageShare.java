package starforge.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A language's part of a repository, and of the bar that shows it.
 *
 * @param name of the language; "" for all the rest
 * @param percent as written, such as "80.6"
 * @param hue number of its colour in the theme
 * @param x where its part of the bar begins, of {@link #WIDTH}
 * @param width of its part
 */
public record LanguageShare(String name, String percent, int hue, int x, int width) {
    private static final int WIDTH = 280;
    private static final int GAP = 2;
    private static final int MOST_NAMED = 4;
    /** Of the named ones in their order; the rest is grey. */
    private static final int[] HUES = {1, 2, 4, 5};

    private static final int GREY = 3;

    /** The largest four and the rest; none when nothing is counted. */
    static List<LanguageShare> of(Map<String, Long> bytes) {
        long total = bytes.values().stream().mapToLong(Long::longValue).sum();
        List<LanguageShare> shares = new ArrayList<>();
        if (total == 0) {
            return shares;
        }
        List<Map.Entry<String, Long>> largest = bytes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_NAMED)
                .filter(entry -> entry.getValue() * 1_000 >= total)
                .toList();
        long rest = total;
        for (Map.Entry<String, Long> entry : largest) {
            add(shares, entry.getKey(), HUES[shares.size()], entry.getValue(), rest, total);
            rest -= entry.getValue();
        }
        if (rest * 1_000 >= total) {
            add(shares, "", GREY, rest, rest, total);
        }
        return shares;
    }

    /** Adds a part; {@code rest} is what is still to be shown, this part included. */
    private static void add(List<LanguageShare> shares, String name, int hue, long bytes, long rest, long total) {
        int x = (int) (WIDTH * (total - rest) / total);
        int end = (int) (WIDTH * (total - rest + bytes) / total);
        String percent = String.format(Locale.ROOT, "%.1f", 100.0 * bytes / total);
        int from = shares.isEmpty() ? 0 : x + GAP;
        shares.add(new LanguageShare(name, percent, hue, from, Math.max(1, end - from)));
    }
}
