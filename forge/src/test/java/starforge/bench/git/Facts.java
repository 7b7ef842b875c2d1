package starforge.bench.git;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is large in a repository, found by git.
 *
 * @param commits newest first, along the first parents
 * @param widest path of the folder with most entries, and how many
 * @param deepest path of a folder far down
 * @param longest path of the text file with most lines, or of another that was asked for, and how many
 * @param biggest a commit that changed many lines, and how many
 * @param pages how many pages of fifty commits the log has, from each of the commits
 */
record Facts(
        List<String> commits,
        Map.Entry<String, Integer> widest,
        String deepest,
        Map.Entry<String, Integer> longest,
        Map.Entry<String, Integer> biggest,
        int pages) {
    private static final int MOST_COMMITS = 60;
    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_LINES = 20_000;
    private static final int CANDIDATES = 12;
    private static final Pattern ENTRY = Pattern.compile("\\d+ (blob|tree) \\S+ +(\\d+|-)\\t([\\w./-]+)");
    private static final Pattern CHANGED = Pattern.compile("(\\d+) (?:insertion|deletion)");

    private record Entry(String kind, int size, String path) {
        String parent() {
            return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        }

        long depth() {
            return path.chars().filter(letter -> letter == '/').count();
        }
    }

    static Facts of(Input input, Optional<String> file, Programs programs) throws IOException, InterruptedException {
        String tip = input.tip(programs);
        List<Entry> entries = entries(programs.ask(input.source(), "ls-tree", "-r", "-t", "-l", "-z", tip));
        List<String> commits = programs.ask(input.source(), "rev-list", "--first-parent", "-" + MOST_COMMITS, tip)
                .lines()
                .toList();
        String oldest = commits.get(commits.size() - 1);
        int count = Integer.parseInt(programs.ask(input.source(), "rev-list", "--count", oldest));
        return new Facts(
                commits,
                widest(entries),
                entries.stream()
                        .filter(entry -> entry.kind.equals("tree"))
                        .max(Comparator.comparingLong(Entry::depth))
                        .map(Entry::path)
                        .orElse(""),
                file.isPresent()
                        ? Map.entry(file.get(), lines(text(input, tip, file.get(), programs)))
                        : longest(entries, input, tip, programs),
                biggest(programs.ask(
                        input.source(),
                        "log",
                        "--first-parent",
                        "--no-merges",
                        "-1000",
                        "--shortstat",
                        "--format=%H",
                        tip)),
                (count + 49) / 50);
    }

    private static List<Entry> entries(String listing) {
        return listing.lines()
                .flatMap(line -> Pattern.compile("\0").splitAsStream(line))
                .map(ENTRY::matcher)
                .filter(Matcher::matches)
                .map(found -> new Entry(
                        found.group(1), found.group(2).equals("-") ? 0 : size(found.group(2)), found.group(3)))
                .toList();
    }

    private static int size(String digits) {
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits));
    }

    private static Map.Entry<String, Integer> widest(List<Entry> entries) {
        Map<String, Integer> counts = new HashMap<>();
        entries.forEach(entry -> counts.merge(entry.parent(), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(folder -> !folder.getKey().isEmpty())
                .max(Map.Entry.comparingByValue())
                .orElse(Map.entry("", entries.size()));
    }

    private static Map.Entry<String, Integer> longest(List<Entry> entries, Input input, String tip, Programs programs)
            throws IOException, InterruptedException {
        Map<String, Integer> lines = new HashMap<>();
        List<Entry> files = entries.stream()
                .filter(it -> it.kind.equals("blob") && it.size <= MOST_BYTES)
                .sorted(Comparator.comparingInt(Entry::size).reversed())
                .toList();
        for (int i = 0; i < files.size() && lines.size() < CANDIDATES; i++) {
            String path = files.get(i).path;
            String text = text(input, tip, path, programs);
            if (text.indexOf('\0') < 0 && lines(text) <= MOST_LINES) {
                lines.put(path, lines(text));
            }
        }
        return lines.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow(() -> new IOException(input.source() + " has no text file"));
    }

    private static String text(Input input, String tip, String path, Programs programs)
            throws IOException, InterruptedException {
        return programs.ask(input.source(), "cat-file", "blob", tip + ":" + path);
    }

    private static int lines(String text) {
        return (int) text.lines().count();
    }

    private static Map.Entry<String, Integer> biggest(String log) {
        Map<String, Integer> changes = new HashMap<>();
        String commit = "";
        for (String line : log.lines().toList()) {
            if (line.matches("[0-9a-f]{40}")) {
                commit = line;
                continue;
            }
            Matcher found = CHANGED.matcher(line);
            while (found.find()) {
                changes.merge(commit, Integer.parseInt(found.group(1)), Integer::sum);
            }
        }
        return Objects.requireNonNull(
                changes.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(Map.entry(commit, 0)));
    }
}
