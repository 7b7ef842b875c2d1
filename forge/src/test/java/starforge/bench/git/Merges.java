package starforge.bench.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * A repository that nobody wrote and that is full of merges: 30,000 commits, every third of them a merge of a branch that began up
 * to 300 commits before, over 1,000 files. The same each time, as it comes from a seed. Made in the form of git-fast-import(1).
 */
final class Merges {
    private static final int ROUNDS = 10_000;
    private static final int FILES = 1_000;
    private static final int LINES = 200;
    private static final int OLDEST = 100;
    private static final int FIRST_SECOND = 1_500_000_000;

    private final Random random = new Random(20_261_125);
    private final String[][] files = new String[FILES][LINES];
    private final OutputStream out;
    private int mark;

    private Merges(OutputStream out) {
        this.out = out;
    }

    /** Makes it, or takes the one made before. */
    static Path in(Path kept, Programs programs) throws IOException, InterruptedException {
        if (Files.isDirectory(kept)) {
            return kept;
        }
        Files.createDirectories(Objects.requireNonNull(kept.getParent()));
        Path begun = kept.resolveSibling(kept.getFileName() + ".new");
        Folder.delete(begun);
        programs.git(kept.getParent(), "init", "-q", "--bare", "-b", "main", "" + begun);
        programs.feed(begun, out -> new Merges(out).write(), "fast-import", "--quiet", "--depth=10");
        programs.git(begun, "repack", "-adq");
        return Files.move(begun, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write() throws IOException {
        begin();
        for (int i = 1; i <= ROUNDS; i++) {
            round(i);
        }
    }

    private void begin() throws IOException {
        commit("main", List.of());
        for (int i = 0; i < FILES; i++) {
            for (int line = 0; line < LINES; line++) {
                files[i][line] = line();
            }
            put(i);
        }
    }

    /** A commit on a branch that begins some rounds before, one on the main branch, and the merge of both. */
    private void round(int i) throws IOException {
        int tip = mark;
        int back = 1 + random.nextInt(OLDEST);
        int from = Math.max(1, tip - 3 * back);
        int ours = random.nextInt(FILES);
        int theirs = (ours + 1 + random.nextInt(FILES - 1)) % FILES;
        commit("topic", List.of(from));
        edit(theirs);
        int topic = mark;
        commit("main", i == 1 ? List.of(1) : List.of(tip));
        edit(ours);
        commit("main", List.of(mark, topic));
        put(theirs);
    }

    private void edit(int file) throws IOException {
        files[file][random.nextInt(LINES)] = line();
        put(file);
    }

    private void put(int file) throws IOException {
        say("M 100644 inline area-%d/part-%d/file-%d.txt\n".formatted(file / 100, file / 10 % 10, file % 10));
        data(String.join("\n", files[file]) + "\n");
    }

    private void commit(String branch, List<Integer> parents) throws IOException {
        mark++;
        String person = "Author %d <author%d@example.org> %d +0000\n"
                .formatted(mark % 40, mark % 40, FIRST_SECOND + 600L * mark);
        say("commit refs/heads/" + branch + "\nmark :" + mark + "\nauthor " + person + "committer " + person);
        data(line() + "\n");
        for (int i = 0; i < parents.size(); i++) {
            say((i == 0 ? "from :" : "merge :") + parents.get(i) + "\n");
        }
    }

    private String line() {
        return "line " + random.nextInt(1_000_000) + " of " + random.nextInt(1_000_000);
    }

    private void data(String text) throws IOException {
        say("data " + text.length() + "\n" + text + "\n");
    }

    private void say(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
