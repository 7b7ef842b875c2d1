package starforge.markup.rst;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A table drawn with {@code +}, {@code -} and {@code |}; cells are found as docutils' {@code GridTableParser} does, corner by corner. */
final class GridTableReader {
    /** For each letter; honest tables need about two. */
    private static final int MOST_STEPS = 20;

    private final Lines lines;
    private final Function<Lines, List<Block>> within;
    private final int bottom;
    private final int right;
    /** The line between head and body; 0 when there is no head. */
    private final int head;

    private int steps;

    /** A cell by its corners, which are all {@code +}. */
    private record Box(int top, int left, int bottom, int right) {}

    GridTableReader(Lines lines, Function<Lines, List<Block>> within) {
        this.within = within;
        this.head = head(lines);
        this.lines = new Lines(lines.all().stream()
                .map(line -> isHead(line) ? line.replace('=', '-') : line)
                .toList());
        this.bottom = lines.size() - 1;
        this.right = lines.get(0).length() - 1;
    }

    static boolean begins(String line) {
        return line.startsWith("+-") && line.endsWith("-+") && line.chars().allMatch(c -> c == '+' || c == '-');
    }

    private static boolean isHead(String line) {
        return line.startsWith("+=") && line.endsWith("=+") && line.chars().allMatch(c -> c == '+' || c == '=');
    }

    private static int head(Lines lines) {
        for (int i = 1; i < lines.size() - 1; i++) {
            if (isHead(lines.get(i))) {
                return i;
            }
        }
        return 0;
    }

    /** The table; the lines as they stand when they draw none. */
    Block read() {
        List<Box> boxes = boxes();
        if (boxes.isEmpty()) {
            return new Block.Literal(lines.text(), "");
        }
        TreeSet<Integer> rows = new TreeSet<>();
        TreeSet<Integer> columns = new TreeSet<>();
        boxes.forEach(box -> rows.addAll(List.of(box.top, box.bottom)));
        boxes.forEach(box -> columns.addAll(List.of(box.left, box.right)));
        TreeMap<Integer, List<Block.Cell>> cells = new TreeMap<>();
        boxes.forEach(box -> cells.computeIfAbsent(box.top, top -> new ArrayList<>())
                .add(cell(
                        box,
                        columns.subSet(box.left, box.right).size(),
                        rows.subSet(box.top, box.bottom).size())));
        return new Block.Grid("", rows(cells.headMap(head)), rows(cells.tailMap(head)));
    }

    private static List<Block.Row> rows(SortedMap<Integer, List<Block.Cell>> cells) {
        return cells.values().stream().map(Block.Row::new).toList();
    }

    private Block.Cell cell(Box box, int across, int down) {
        List<String> text = new ArrayList<>();
        for (String line : lines.part(box.top + 1, box.bottom).all()) {
            text.add(line.substring(Math.min(box.left + 1, line.length()), Math.min(box.right, line.length()))
                    .stripTrailing());
        }
        return new Block.Cell(within.apply(new Lines(text).dedented()), across, down);
    }

    /** The cells from the top, each row from the left; none unless they fill the whole table. */
    private List<Box> boxes() {
        List<Box> boxes = new ArrayList<>();
        int[] done = new int[right + 1];
        TreeSet<Long> corners = new TreeSet<>(List.of(0L));
        while (!corners.isEmpty()) {
            long corner = corners.first();
            corners.remove(corner);
            int top = (int) (corner >> 32);
            int left = (int) corner;
            Optional<Box> box = top == bottom || left == right || top < done[left] ? Optional.empty() : box(top, left);
            box.ifPresent(it -> {
                boxes.add(it);
                Arrays.fill(done, it.left, it.right, it.bottom);
                corners.add((long) it.top << 32 | it.right);
                corners.add((long) it.bottom << 32 | it.left);
            });
        }
        boolean isWhole = Arrays.stream(done, 0, right).allMatch(to -> to == bottom);
        return isWhole ? boxes : List.of();
    }

    /** The smallest box whose upper left corner is here. */
    private Optional<Box> box(int top, int left) {
        for (int x = left + 1; x <= right && "+-".indexOf(at(top, x)) >= 0; x++) {
            for (int y = top + 1; at(top, x) == '+' && y <= bottom && "+|".indexOf(at(y, x)) >= 0; y++) {
                if (at(y, x) == '+' && at(y, left) == '+' && isLine(y, left, x) && isPost(left, top, y)) {
                    return Optional.of(new Box(top, left, y, x));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isLine(int y, int from, int to) {
        for (int x = from + 1; x < to; x++) {
            if ("+-".indexOf(at(y, x)) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isPost(int x, int from, int to) {
        for (int y = from + 1; y < to; y++) {
            if ("+|".indexOf(at(y, x)) < 0) {
                return false;
            }
        }
        return true;
    }

    private char at(int y, int x) {
        if (++steps > MOST_STEPS * (right + 1) * (bottom + 1)) {
            throw new TooMuch("a table that leads in circles");
        }
        String line = lines.get(y);
        return x < line.length() ? line.charAt(x) : ' ';
    }
}
