package starforge.git.read;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Marks in a deleted line and the added line beside it the words that differ. */
final class WordDiff {
    /** Beyond this many pairs of words only the common ends of two lines are found. */
    private static final int MOST_PAIRS = 40_000;

    private final List<String> old;
    private final List<String> now;
    private final BitSet oldKept = new BitSet();
    private final BitSet nowKept = new BitSet();

    private WordDiff(List<String> old, List<String> now) {
        this.old = old;
        this.now = now;
    }

    /** Both sides of a pair, marked. */
    record Pair(List<Span> old, List<Span> now) {}

    /** Compares two lines; lines with little in common are not marked at all. */
    static Pair compare(String old, String now) {
        WordDiff words = new WordDiff(split(old), split(now));
        words.align();
        return words.isAlike()
                ? new Pair(spans(words.old, words.oldKept), spans(words.now, words.nowKept))
                : new Pair(plain(old), plain(now));
    }

    static List<Span> plain(String text) {
        return List.of(new Span(text, false));
    }

    private void align() {
        int start = 0;
        while (start < old.size() && start < now.size() && old.get(start).equals(now.get(start))) {
            keep(start, start++);
        }
        int oldEnd = old.size();
        int nowEnd = now.size();
        while (oldEnd > start && nowEnd > start && old.get(oldEnd - 1).equals(now.get(nowEnd - 1))) {
            keep(--oldEnd, --nowEnd);
        }
        if ((long) (oldEnd - start) * (nowEnd - start) <= MOST_PAIRS) {
            alignMiddle(start, oldEnd, nowEnd);
        }
    }

    /** The longest common subsequence, by the classic table. */
    private void alignMiddle(int start, int oldEnd, int nowEnd) {
        int[][] longest = new int[oldEnd - start + 1][nowEnd - start + 1];
        for (int i = oldEnd - start - 1; i >= 0; i--) {
            for (int j = nowEnd - start - 1; j >= 0; j--) {
                longest[i][j] = old.get(start + i).equals(now.get(start + j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < oldEnd - start && j < nowEnd - start) {
            if (old.get(start + i).equals(now.get(start + j))) {
                keep(start + i++, start + j++);
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    private void keep(int oldWord, int nowWord) {
        oldKept.set(oldWord);
        nowKept.set(nowWord);
    }

    /** At least a third of the longer line's letters are kept. */
    private boolean isAlike() {
        int kept = oldKept.stream().map(word -> old.get(word).strip().length()).sum();
        return kept * 3 >= Math.max(letters(old), letters(now)) && kept > 0;
    }

    private static int letters(List<String> words) {
        return words.stream().mapToInt(word -> word.strip().length()).sum();
    }

    private static List<Span> spans(List<String> words, BitSet kept) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        while (from < words.size()) {
            boolean same = kept.get(from);
            int change = same ? kept.nextClearBit(from) : kept.nextSetBit(from);
            int to = change < 0 ? words.size() : Math.min(change, words.size());
            spans.add(new Span(String.join("", words.subList(from, to)), !same));
            from = to;
        }
        return spans.isEmpty() ? plain("") : spans;
    }

    /** Words, runs of blanks, and every other sign on its own; never inside a surrogate pair. */
    private static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        int from = 0;
        while (from < line.length()) {
            int kind = kind(line.codePointAt(from));
            int to = line.offsetByCodePoints(from, 1);
            while (kind != 0 && to < line.length() && kind(line.codePointAt(to)) == kind) {
                to = line.offsetByCodePoints(to, 1);
            }
            words.add(line.substring(from, to));
            from = to;
        }
        return words;
    }

    private static int kind(int letter) {
        return Character.isLetterOrDigit(letter) || letter == '_' ? 1 : Character.isWhitespace(letter) ? 2 : 0;
    }
}
