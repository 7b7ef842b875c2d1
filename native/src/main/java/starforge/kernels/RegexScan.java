package starforge.kernels;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** One search for a regular expression: line by line, and only those lines that have one of its needles, or that its automaton takes. */
final class RegexScan {
    private static final int LONG_AGO = 256;

    private final Finder[] finders;
    private final char @Nullable [] table;
    private final Matcher matcher;
    private final ByteBuffer text;
    private final Deadline deadline;

    RegexScan(Regex query, ByteBuffer text, Deadline deadline) {
        this.finders = query.needles().stream()
                .map(needle -> new Finder(needle, query.caseless()))
                .toArray(Finder[]::new);
        this.table = query.table();
        this.matcher = query.pattern().matcher("");
        this.text = text;
        this.deadline = deadline;
    }

    void scan(long[] ranges, Found found) {
        for (int i = 0; i < ranges.length; i += 2) {
            byte[] file = new byte[(int) (ranges[i + 1] - ranges[i])];
            text.get((int) ranges[i], file);
            if (!scan(file, ranges[i], found)) {
                found.incomplete();
                return;
            }
        }
    }

    private boolean scan(byte[] file, long base, Found found) {
        Line line = new Line(file, deadline);
        matcher.reset(line);
        int[] nexts = new int[finders.length];
        Arrays.fill(nexts, -1);
        int lines = 0;
        for (int at = next(file, 0, nexts); at < file.length; ) {
            int start = start(file, at);
            int end = end(file, at);
            matches(line, start, end, base, found);
            if (lines++ % LONG_AGO == 0 && deadline.isOver()) {
                return false;
            }
            at = next(file, end + 1, nexts);
        }
        return !deadline.isOver();
    }

    /** The next place whose line must be looked at; the length of the file when there is none. */
    private int next(byte[] file, int from, int[] nexts) {
        if (table != null) {
            return next(table, file, from);
        }
        if (finders.length == 0) {
            return from;
        }
        int nearest = file.length;
        for (int i = 0; i < finders.length; i++) {
            if (nexts[i] < from) {
                int next = finders[i].next(file, Math.min(from, file.length), file.length);
                nexts[i] = next < 0 ? file.length : next;
            }
            nearest = Math.min(nearest, nexts[i]);
        }
        return nearest;
    }

    private static int next(char[] table, byte[] file, int from) {
        int last = table.length - 256;
        int state = 0;
        for (int at = from; at < file.length; at++) {
            state = table[state + (file[at] & 0xff)];
            if (state == last) {
                return at;
            }
        }
        boolean ends = from < file.length && table[state + '\n'] == last;
        return ends ? file.length - 1 : file.length;
    }

    private static int start(byte[] file, int at) {
        int start = at;
        while (start > 0 && file[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static int end(byte[] file, int at) {
        int end = at;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        return end;
    }

    private void matches(Line line, int start, int end, long base, Found found) {
        line.allow(end - start);
        try {
            matcher.region(start, end);
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    found.add(base + matcher.start(), base + matcher.end());
                }
            }
        } catch (Line.TooHard | StackOverflowError tooHard) {
            found.incomplete();
        }
    }
}
