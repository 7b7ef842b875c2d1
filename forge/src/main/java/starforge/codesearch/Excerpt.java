package starforge.codesearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import starforge.codesearch.FoundLine.Mark;

/** The lines of one file that are shown: the first ones with finds, and those around them. */
final class Excerpt {
    /** Bytes of a line that are shown; of a longer one the part around its first find. */
    static final int WIDEST = 320;

    private static final int BEFORE_FIND = 60;

    private final byte[] text;
    private final int context;
    /** Finds by the number of their line, from 0. */
    private final Map<Integer, List<Found>> lines = new TreeMap<>();

    private final List<Integer> starts = new ArrayList<>();

    /** What was found, in bytes from the beginning of the file. */
    record Found(int from, int to) {}

    private Excerpt(byte[] text, int context) {
        this.text = text;
        this.context = context;
    }

    /**
     * Makes an excerpt.
     *
     * @param text of the file, UTF-8
     * @param finds ascending; one that goes over the end of its line is shown as far as that
     * @param most lines with finds
     * @param context so many lines around each
     */
    static List<FoundLine> of(byte[] text, List<Found> finds, int most, int context) {
        Excerpt excerpt = new Excerpt(text, context);
        excerpt.sort(finds, most);
        return excerpt.drawn();
    }

    private void sort(List<Found> finds, int most) {
        starts.add(0);
        for (Found find : finds) {
            readTo(find.from());
            int line = starts.size() - 1;
            if (lines.size() == most && !lines.containsKey(line)) {
                break;
            }
            lines.computeIfAbsent(line, key -> new ArrayList<>()).add(find);
        }
        for (int i = 0; i < context + 1; i++) {
            readTo(end(starts.size() - 1) + 1);
        }
    }

    /** Notes where lines start, until that of this place. */
    private void readTo(int place) {
        int end = end(starts.size() - 1);
        while (end < place && end + 1 < text.length) {
            starts.add(end + 1);
            end = end(starts.size() - 1);
        }
    }

    private int end(int line) {
        if (line + 1 < starts.size()) {
            return starts.get(line + 1) - 1;
        }
        int at = starts.get(line);
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    private List<FoundLine> drawn() {
        List<FoundLine> drawn = new ArrayList<>();
        int next = 0;
        for (int found : lines.keySet()) {
            int last = Math.min(found + context, starts.size() - 1);
            for (int line = Math.max(next, found - context); line <= last; line++) {
                drawn.add(draw(line, lines.getOrDefault(line, List.of())));
                next = line + 1;
            }
        }
        return drawn;
    }

    private FoundLine draw(int line, List<Found> finds) {
        int start = starts.get(line);
        int end = end(line);
        end -= end > start && text[end - 1] == '\r' ? 1 : 0;
        int first = finds.isEmpty() ? start : finds.get(0).from();
        int from = end - start <= WIDEST || first - start <= WIDEST / 2 ? start : letter(first - BEFORE_FIND);
        int to = end - from <= WIDEST ? end : letter(from + WIDEST);
        StringBuilder shown = new StringBuilder();
        List<Mark> marks = new ArrayList<>();
        int at = from;
        for (Found find : finds) {
            int markFrom = Math.max(at, Math.min(find.from(), to));
            int markTo = Math.max(markFrom, Math.min(find.to(), to));
            shown.append(letters(at, markFrom));
            int begin = shown.length();
            shown.append(letters(markFrom, markTo));
            if (shown.length() > begin) {
                marks.add(new Mark(begin, shown.length()));
            }
            at = markTo;
        }
        shown.append(letters(at, to));
        return new FoundLine(line + 1, !finds.isEmpty(), shown.toString(), marks, from > start, to < end);
    }

    private String letters(int from, int to) {
        return new String(text, from, Math.max(0, to - from), UTF_8);
    }

    /** The beginning of the letter that has this byte. */
    private int letter(int place) {
        int at = place;
        while (at > 0 && (text[at] & 0xc0) == 0x80) {
            at--;
        }
        return at;
    }
}
