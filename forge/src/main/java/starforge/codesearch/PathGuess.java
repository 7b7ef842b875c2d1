package starforge.codesearch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How well a path fits what somebody typed: all its letters must be there, in their order and in any case. Letters that stand
 * together, begin a word or belong to the file's own name count more, and of two that fit the same the shorter path goes first.
 *
 * @param marked where the typed letters are in the path, ascending
 */
record PathGuess(String path, int score, List<Integer> marked) {
    private static final int WHOLE = 1_000;
    private static final int IN_NAME = 400;
    private static final int IN_PATH = 200;
    private static final int TOGETHER = 6;
    private static final int AT_WORD = 8;

    static final Comparator<PathGuess> BEST_FIRST = Comparator.comparingInt(PathGuess::score)
            .reversed()
            .thenComparing(guess -> guess.path().length())
            .thenComparing(PathGuess::path);

    /** The letters that count in what somebody typed. */
    static String typed(String text) {
        return text.strip().replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Tries a path.
     *
     * @param typed as {@link #typed(String)} gives it, not empty
     */
    static Optional<PathGuess> of(String path, String typed) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.length() != path.length()) {
            return Optional.empty();
        }
        int name = path.lastIndexOf('/') + 1;
        int inName = lower.indexOf(typed, name);
        int inPath = inName < 0 ? lower.indexOf(typed) : inName;
        if (inPath >= 0) {
            boolean isWhole = inName == name && (typed.length() == path.length() - name || isEnding(path, name, typed));
            int score = (isWhole ? WHOLE : inName >= 0 ? IN_NAME : IN_PATH) + (isWord(path, inPath) ? IN_PATH / 2 : 0);
            return Optional.of(new PathGuess(path, score + TOGETHER * typed.length(), run(inPath, typed.length())));
        }
        return scattered(path, lower, typed, name)
                .or(() -> scattered(path, lower, typed, 0))
                .or(() -> inOrder(path, lower, typed));
    }

    /** Whether only the ending of the file's name is missing. */
    private static boolean isEnding(String path, int name, String typed) {
        int end = name + typed.length();
        return end < path.length() && path.charAt(end) == '.';
    }

    private static List<Integer> run(int from, int length) {
        List<Integer> places = new ArrayList<>();
        for (int i = from; i < from + length; i++) {
            places.add(i);
        }
        return places;
    }

    /** Each letter at once, or where a word begins with it, or at its first place. */
    private static Optional<PathGuess> scattered(String path, String lower, String typed, int from) {
        List<Integer> places = new ArrayList<>();
        int score = from > 0 ? typed.length() : 0;
        int next = from;
        for (int i = 0; i < typed.length(); i++) {
            int found = place(path, lower, typed.charAt(i), next);
            if (found < 0) {
                return Optional.empty();
            }
            score += found == next && i > 0 ? TOGETHER : isWord(path, found) ? AT_WORD : 0;
            places.add(found);
            next = found + 1;
        }
        return Optional.of(new PathGuess(path, score, places));
    }

    private static int place(String path, String lower, char letter, int from) {
        int first = lower.indexOf(letter, from);
        for (int i = first; i > from; i = lower.indexOf(letter, i + 1)) {
            if (isWord(path, i)) {
                return i;
            }
        }
        return first;
    }

    private static Optional<PathGuess> inOrder(String path, String lower, String typed) {
        List<Integer> places = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < typed.length(); i++) {
            next = lower.indexOf(typed.charAt(i), next) + 1;
            if (next == 0) {
                return Optional.empty();
            }
            places.add(next - 1);
        }
        return Optional.of(new PathGuess(path, 0, places));
    }

    private static boolean isWord(String path, int at) {
        if (at == 0) {
            return true;
        }
        char before = path.charAt(at - 1);
        return !Character.isLetterOrDigit(before)
                || (Character.isUpperCase(path.charAt(at)) && Character.isLowerCase(before));
    }
}
