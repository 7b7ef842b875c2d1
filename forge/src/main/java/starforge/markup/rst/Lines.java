package starforge.markup.rst;

import java.util.ArrayList;
import java.util.List;

/**
 * Some lines of a text, without tabs and without spaces at their ends.
 *
 * @param all the lines, "" for a blank one
 */
record Lines(List<String> all) {
    private static final int TAB = 8;

    /** Takes a text apart. What stands for nothing (NUL, vertical tabs, form feeds) becomes a space. */
    static Lines of(String text) {
        return new Lines(text.lines().map(Lines::plain).toList());
    }

    private static String plain(String line) {
        String simple = line.replace('\0', ' ').replace('\u000b', ' ').replace('\f', ' ');
        if (simple.indexOf('\t') < 0) {
            return simple.stripTrailing();
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < simple.length(); i++) {
            char c = simple.charAt(i);
            out.append(c == '\t' ? " ".repeat(TAB - out.length() % TAB) : String.valueOf(c));
        }
        return out.toString().stripTrailing();
    }

    int size() {
        return all.size();
    }

    /** A line, "" for one behind the last. */
    String get(int line) {
        return line < all.size() ? all.get(line) : "";
    }

    boolean blank(int line) {
        return get(line).isEmpty();
    }

    boolean indented(int line) {
        return get(line).startsWith(" ");
    }

    /** The first line at or after one that is not blank; the size when there is none. */
    int filled(int from) {
        int at = from;
        while (at < size() && blank(at)) {
            at++;
        }
        return at;
    }

    /** Where the lines end that are blank or begin with so many spaces, without blank ones at the end. */
    int endOfIndented(int from, int spaces) {
        int end = from;
        for (int at = from; at < size() && (blank(at) || indent(get(at)) >= spaces); at++) {
            end = blank(at) ? end : at + 1;
        }
        return end;
    }

    /** Where a paragraph ends: at a blank line. */
    int endOfFilled(int from) {
        int at = from;
        while (at < size() && !blank(at)) {
            at++;
        }
        return at;
    }

    Lines part(int from, int to) {
        return new Lines(all.subList(Math.min(from, to), to));
    }

    /** Without the spaces that all lines have in front. */
    Lines dedented() {
        return cut(all.stream()
                .filter(line -> !line.isEmpty())
                .mapToInt(Lines::indent)
                .min()
                .orElse(0));
    }

    /** The rest of the first line from a column, and the other lines below it without their common indent. */
    Lines hanging(int column) {
        String first = get(0);
        List<String> lines = new ArrayList<>();
        lines.add(first.substring(Math.min(column, first.length())).strip());
        lines.addAll(part(1, Math.max(1, size())).dedented().all());
        return new Lines(lines);
    }

    /** All lines from a column. */
    Lines cut(int column) {
        return column == 0
                ? this
                : new Lines(all.stream()
                        .map(line -> line.substring(Math.min(column, line.length())))
                        .toList());
    }

    /** Without blank lines in front. */
    Lines trimmed() {
        return part(filled(0), size());
    }

    boolean isBlank() {
        return filled(0) == size();
    }

    String text() {
        return String.join("\n", all);
    }

    static int indent(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
