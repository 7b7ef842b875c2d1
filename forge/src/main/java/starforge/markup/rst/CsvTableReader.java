package starforge.markup.rst;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A table written as comma-separated values, as in RFC 4180 ({@code csv-table}); files and addresses are not read. */
final class CsvTableReader {
    private static final int MOST_CELLS = 100_000;

    private final Directive directive;
    private final Function<Lines, List<Block>> within;
    private int cells;

    CsvTableReader(Directive directive, Function<Lines, List<Block>> within) {
        this.directive = directive;
        this.within = within;
    }

    List<Block> read() {
        if (directive.content().isBlank()) {
            return List.of(new Block.Literal(directive.source(), ""));
        }
        List<Block.Row> rows = new ArrayList<>(rows(directive.option("header")));
        int head = rows.size() + ListTableReader.number(directive.option("header-rows"));
        rows.addAll(rows(directive.content().text()));
        int split = Math.min(head, rows.size());
        return List.of(new Block.Grid(directive.argument(), rows.subList(0, split), rows.subList(split, rows.size())));
    }

    private List<Block.Row> rows(String text) {
        List<Block.Row> rows = new ArrayList<>();
        List<Block.Cell> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (isQuoted || cell.isEmpty() || cell.charAt(cell.length() - 1) == '"')) {
                isQuoted = !isQuoted;
                cell.append(c);
            } else if (!isQuoted && (c == ',' || c == '\n')) {
                row.add(cell(cell));
                if (c == '\n') {
                    rows.add(new Block.Row(row));
                    row = new ArrayList<>();
                }
            } else if (c != ' ' || !cell.isEmpty()) {
                cell.append(c);
            }
        }
        if (!cell.isEmpty() || !row.isEmpty()) {
            row.add(cell(cell));
            rows.add(new Block.Row(row));
        }
        return rows;
    }

    private Block.Cell cell(StringBuilder written) {
        if (++cells > MOST_CELLS) {
            throw new TooMuch("a table of more than " + MOST_CELLS + " cells");
        }
        String text = written.toString().strip();
        written.setLength(0);
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        String plain = isQuoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
        return new Block.Cell(within.apply(Lines.of(plain)), 1, 1);
    }
}
