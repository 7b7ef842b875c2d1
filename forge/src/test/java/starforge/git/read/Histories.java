package starforge.git.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generated pasts, always the same for the same seed. */
final class Histories {
    private static final List<String> PATHS =
            List.of("top", "a/one", "a/b/two", "a/b/three", "c/four", "gone", "d/e/f/five");

    private Histories() {}

    /** Branches that fork, change, delete, revert and merge, with clocks that are sometimes wrong. */
    static Story tangled(int seed, int size) {
        Random random = new Random(seed);
        Story story = new Story();
        List<Integer> marks = new ArrayList<>(List.of(story.commit("main", "begin")));
        story.file("top", "0\n").file("a/one", "0\n");
        for (int i = 1; i < size; i++) {
            String branch = random.nextInt(3) == 0 ? "side" + random.nextInt(3) : "main";
            if (branch.startsWith("side") && random.nextInt(4) == 0) {
                story.branch(branch, marks.get(random.nextInt(marks.size())));
            }
            boolean merge = random.nextInt(4) == 0;
            long time = 1_700_000_000L + 60L * i - (random.nextInt(10) == 0 ? random.nextInt(6_000) : 0);
            String author = "Ann <ann@example.org> " + time + " +0000";
            int other = marks.get(random.nextInt(marks.size()));
            marks.add(
                    merge
                            ? story.commit(branch, author, "merge " + i, other)
                            : story.commit(branch, author, "change " + i));
            change(story, random);
        }
        return story;
    }

    /** Many files in a few folders, most changed rarely; every tenth commit merges a branch that began a while ago. */
    static Story large(int seed, int size) {
        Random random = new Random(seed);
        Story story = new Story();
        List<Integer> marks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (i % 10 == 5 && i > 30) {
                story.branch("topic", marks.get(marks.size() - 1 - random.nextInt(30)));
                int topic = story.commit("topic", "topic " + i);
                touch(story, random, i);
                marks.add(story.commit("main", "merge " + i, topic));
            } else {
                marks.add(story.commit("main", "change " + i));
            }
            touch(story, random, i);
        }
        return story;
    }

    private static void touch(Story story, Random random, int i) {
        int file = (int) (60 * Math.pow(random.nextDouble(), 4));
        story.file("d" + file % 7 + (file % 3 == 0 ? "/s1" : "") + "/file" + file, i + "\n");
    }

    private static void change(Story story, Random random) {
        for (int files = random.nextInt(3); files > 0; files--) {
            String path = PATHS.get(random.nextInt(PATHS.size()));
            if (random.nextInt(5) == 0) {
                story.delete(path);
            } else {
                story.file(random.nextInt(8) == 0 ? "100755" : "100644", path, new byte[] {
                    (byte) ('0' + random.nextInt(3)), '\n'
                });
            }
        }
    }
}
