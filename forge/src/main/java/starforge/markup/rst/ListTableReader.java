package starforge.markup.rst;

import java.util.List;

/** A table written as a list of rows, each a list of cells ({@code list-table}). */
final class ListTableReader {
    private final Directive directive;

    ListTableReader(Directive directive) {
        this.directive = directive;
    }

    /** The table that a list is; the directive as it is written when its content is no such list. */
    List<Block> read(List<Block> content) {
        if (content.size() != 1 || !(content.get(0) instanceof Block.Bullets list)) {
            return List.of(new Block.Literal(directive.source(), ""));
        }
        List<Block.Row> rows = list.items().stream().map(ListTableReader::row).toList();
        int head = Math.min(rows.size(), number(directive.option("header-rows")));
        return List.of(new Block.Grid(directive.argument(), rows.subList(0, head), rows.subList(head, rows.size())));
    }

    static int number(String option) {
        return option.matches("[0-9]{1,4}") ? Integer.parseInt(option) : 0;
    }

    private static Block.Row row(List<Block> item) {
        List<List<Block>> cells =
                item.size() == 1 && item.get(0) instanceof Block.Bullets list ? list.items() : List.of(item);
        return new Block.Row(
                cells.stream().map(blocks -> new Block.Cell(blocks, 1, 1)).toList());
    }
}
