package starforge.markup.rst;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A table whose columns are marked by lines of {@code =}, and columns that belong together by {@code -} below a row. */
final class SimpleTableReader {
    private static final int MOST_COLUMNS = 500;
    private static final int MOST_CELLS = 100_000;

    private final Lines lines;
    private final Function<Lines, List<Block>> within;
    private final List<List<Block.Row>> parts = new ArrayList<>(List.of(new ArrayList<>()));
    private final List<String> row = new ArrayList<>();
    private int cells;

    /** From a column up to another. */
    private record Span(int from, int to) {}

    SimpleTableReader(Lines lines, Function<Lines, List<Block>> within) {
        this.lines = lines;
        this.within = within;
    }

    static boolean begins(String line) {
        return line.startsWith("=") && line.contains(" =") && isMade(line, '=');
    }

    private static boolean isMade(String line, char of) {
        return !line.isEmpty() && line.charAt(0) == of && line.chars().allMatch(c -> c == of || c == ' ');
    }

    /** Where a table ends: at its third border, or at the second with a blank line below; the first blank line if none is. */
    static int end(Lines lines, int from) {
        int borders = 0;
        for (int at = from + 1; at < lines.size(); at++) {
            if (isMade(lines.get(at), '=') && (++borders == 2 || lines.blank(at + 1))) {
                return at + 1;
            }
        }
        return lines.endOfFilled(from);
    }

    Block read() {
        if (!isMade(lines.get(lines.size() - 1), '=') || lines.size() < 3) {
            return new Block.Literal(lines.text(), "");
        }
        List<Span> columns = spans(lines.get(0));
        for (String line : lines.part(1, lines.size()).all()) {
            if (isMade(line, '=')) {
                finish(columns, columns);
                parts.add(new ArrayList<>());
            } else if (isMade(line, '-')) {
                finish(columns, spans(line));
            } else {
                add(line, columns);
            }
        }
        parts.remove(parts.size() - 1);
        return new Block.Grid("", parts.size() > 1 ? parts.get(0) : List.of(), parts.get(parts.size() - 1));
    }

    /** A line is a new row unless its first column is blank. */
    private void add(String line, List<Span> columns) {
        String first = line.substring(0, Math.min(columns.get(0).to, line.length()));
        if (!first.isBlank() && !row.isEmpty()) {
            finish(columns, columns);
        }
        if (!line.isBlank() || !row.isEmpty()) {
            row.add(line);
        }
    }

    private void finish(List<Span> columns, List<Span> spans) {
        if (!row.isEmpty()) {
            List<Block.Cell> made = new ArrayList<>();
            for (int i = 0; i < spans.size(); i++) {
                int to = i + 1 < spans.size() ? spans.get(i + 1).from : Integer.MAX_VALUE;
                made.add(cell(new Span(spans.get(i).from, to), columns));
            }
            parts.get(parts.size() - 1).add(new Block.Row(made));
        }
        row.clear();
    }

    private Block.Cell cell(Span span, List<Span> columns) {
        cells += row.size();
        if (cells > MOST_CELLS) {
            throw new TooMuch("a table of more than " + MOST_CELLS + " cells");
        }
        long across = columns.stream()
                .filter(column -> column.from >= span.from && column.from < span.to)
                .count();
        List<String> text = row.stream()
                .map(line -> line.substring(Math.min(span.from, line.length()), Math.min(span.to, line.length()))
                        .stripTrailing())
                .toList();
        return new Block.Cell(within.apply(new Lines(text).dedented()), (int) Math.max(1, across), 1);
    }

    private static List<Span> spans(String border) {
        List<Span> spans = new ArrayList<>();
        for (int from = 0; from < border.length(); ) {
            int space = border.indexOf(' ', from);
            int to = space < 0 ? border.length() : space;
            spans.add(new Span(from, to));
            from = to;
            while (from < border.length() && border.charAt(from) == ' ') {
                from++;
            }
        }
        if (spans.size() > MOST_COLUMNS) {
            throw new TooMuch("a table of more than " + MOST_COLUMNS + " columns");
        }
        return spans;
    }
}
