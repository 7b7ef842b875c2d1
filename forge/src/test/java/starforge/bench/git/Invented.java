package starforge.bench.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A large repository that nobody wrote: 64,000 commits with merges and tags, 2,000 files in many folders and some deep ones,
 * {@code many} with 12,000 entries, {@code long/story.txt} with 6,000 lines of long history, and one difference of 100,000
 * lines. The same each time, as it comes from a seed. Made in the form of git-fast-import(1).
 */
final class Invented {
    private static final int COMMITS = 64_000;
    private static final int FILES = 2_000;
    private static final int MANY = 12_000;
    private static final int STORY_LINES = 6_000;
    private static final int TABLE_LINES = 50_000;
    private static final int FIRST_SECOND = 1_500_000_000;
    private static final String STORY = "long/story.txt";
    private static final String TABLE = "data/table.txt";
    private static final String ASIDE = "aside/notes.txt";
    private static final String[] WORDS =
            "ring lamp tide harbour slow bright count north line of the a keeper writes reads waits between two shores"
                    .split(" ");

    private final Random random = new Random(20_261_124);
    private final Map<String, List<String>> files = new LinkedHashMap<>();
    private final OutputStream out;
    private int mark;

    private Invented(OutputStream out) {
        this.out = out;
    }

    /**
     * Makes it, or takes the one made before.
     *
     * @param kept the bare repository
     */
    static Path in(Path kept, Programs programs) throws IOException, InterruptedException {
        if (Files.isDirectory(kept)) {
            return kept;
        }
        Files.createDirectories(Objects.requireNonNull(kept.getParent()));
        Path begun = kept.resolveSibling(kept.getFileName() + ".new");
        Folder.delete(begun);
        programs.git(kept.getParent(), "init", "-q", "--bare", "-b", "main", "" + begun);
        programs.feed(begun, out -> new Invented(out).write(), "fast-import", "--quiet", "--depth=10");
        programs.git(begun, "repack", "-adq");
        return Files.move(begun, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write() throws IOException {
        begin();
        for (int i = 1; i < COMMITS; i++) {
            if (i % 50 == 0 && i < COMMITS - 3) {
                i += detour();
            } else {
                commit("refs/heads/main", "");
                change(i);
            }
            if (i % 200 == 1) {
                tag(i);
            }
        }
    }

    private void begin() throws IOException {
        commit("refs/heads/main", "");
        for (int i = 0; i < FILES; i++) {
            put(
                    "src/part-%02d/unit-%02d/file-%d.txt".formatted(i / 50, i / 10 % 5, i % 10),
                    lines(20 + random.nextInt(40)));
        }
        for (int i = 0; i < 20; i++) {
            put("deep/a/b/c/d/e/f/g/h/i/file-" + i + ".txt", lines(10));
        }
        for (int i = 0; i < MANY; i++) {
            put("many/entry-%05d.txt".formatted(i), lines(1));
        }
        put(STORY, lines(STORY_LINES));
        put(TABLE, lines(TABLE_LINES));
        put(ASIDE, lines(10));
        put("README.md", List.of("# Invented", "", "Nobody wrote this."));
    }

    private void change(int i) throws IOException {
        if (i == COMMITS - 250) {
            put(TABLE, lines(TABLE_LINES));
        } else if (i % 200 == 7) {
            for (int n = 0; n < 40; n++) {
                put("many/entry-%05d.txt".formatted(random.nextInt(MANY)), lines(1));
            }
        } else if (i % 64 == 3) {
            edit(STORY, 4);
        } else if (i % 500 == 11) {
            edit("deep/a/b/c/d/e/f/g/h/i/file-" + random.nextInt(20) + ".txt", 1);
        } else {
            int file = random.nextInt(FILES);
            edit("src/part-%02d/unit-%02d/file-%d.txt".formatted(file / 50, file / 10 % 5, file % 10), 1);
        }
    }

    /** A commit on a side branch, one on the main branch, and their merge. */
    private int detour() throws IOException {
        int from = mark;
        commit("refs/heads/side", "from :" + from + "\n");
        edit(ASIDE, 1);
        commit("refs/heads/main", "");
        change(0);
        commit("refs/heads/main", "merge :" + (from + 1) + "\n");
        put(ASIDE, lines(ASIDE));
        return 2;
    }

    private void commit(String branch, String parents) throws IOException {
        mark++;
        String person = "Author %d <author%d@example.org> %d +0000\n"
                .formatted(mark % 40, mark % 40, FIRST_SECOND + 600L * mark);
        say("commit " + branch + "\nmark :" + mark + "\nauthor " + person + "committer " + person);
        data(line() + "\n\n" + line() + "\n");
        say(parents);
    }

    private void tag(int i) throws IOException {
        say("tag v" + i + "\nfrom :" + mark + "\ntagger Author <author@example.org> " + (FIRST_SECOND + 600L * mark)
                + " +0000\n");
        data("Version " + i + "\n");
    }

    private void edit(String path, int changes) throws IOException {
        List<String> lines = new ArrayList<>(lines(path));
        for (int i = 0; i < changes; i++) {
            lines.set(random.nextInt(lines.size()), line());
        }
        put(path, lines);
    }

    private void put(String path, List<String> lines) throws IOException {
        files.put(path, lines);
        say("M 100644 inline " + path + "\n");
        data(String.join("\n", lines) + "\n");
    }

    private List<String> lines(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    private List<String> lines(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line());
        }
        return lines;
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int i = 3 + random.nextInt(6); i > 0; i--) {
            line.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return line.append(random.nextInt(1000)).toString();
    }

    private void data(String text) throws IOException {
        say("data " + text.length() + "\n" + text + "\n");
    }

    private void say(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
