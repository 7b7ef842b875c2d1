package starforge.markup.rst;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists whose items begin with a sign: bullets, numbers, fields and options. */
final class ListReader {
    private static final Pattern OPTION = Pattern.compile(
            "((?:-[A-Za-z0-9?]|--?[A-Za-z][\\w-]{0,60}|/[A-Z])(?:[ =]?[A-Z<\\[][\\w<>\\[\\]|.-]{0,60})?"
                    + "(?:, (?:-[A-Za-z0-9?]|--?[A-Za-z][\\w-]{0,60})(?:[ =]?[A-Z<\\[][\\w<>\\[\\]|.-]{0,60})?){0,3})(?:  +(.*)|$)");

    private final Lines lines;
    private final Function<Lines, List<Block>> within;
    private int at;

    ListReader(Lines lines, int at, Function<Lines, List<Block>> within) {
        this.lines = lines;
        this.at = at;
        this.within = within;
    }

    /** The line behind the list; where it would begin when there is none. */
    int end() {
        return at;
    }

    Optional<Block> read() {
        String line = lines.get(at);
        if (isBullet(line)) {
            return Optional.of(bullets(line.charAt(0)));
        }
        Optional<Enumerator> first = enumerator(at);
        if (first.isPresent()) {
            return Optional.of(numbers(first.get()));
        }
        if (endOfFieldName(line) > 0) {
            return Optional.of(fields());
        }
        return isOption(at) ? Optional.of(options()) : Optional.empty();
    }

    private static boolean isBullet(String line) {
        return !line.isEmpty()
                && "-*+•‣⁃".indexOf(line.charAt(0)) >= 0
                && (line.length() == 1 || line.charAt(1) == ' ');
    }

    private Block bullets(char sign) {
        List<List<Block>> items = new ArrayList<>();
        while (isBullet(lines.get(at)) && lines.get(at).charAt(0) == sign) {
            items.add(item(column(lines.get(at), 1)));
        }
        return new Block.Bullets(items);
    }

    private Block numbers(Enumerator first) {
        List<List<Block>> items = new ArrayList<>();
        Optional<Enumerator> next = Optional.of(first);
        for (int number = first.number(); next.isPresent() && next.get().follows(first, number); number++) {
            items.add(item(column(lines.get(at), next.get().width())));
            next = enumerator(at);
        }
        return new Block.Numbers(first.number(), items);
    }

    /** A sentence can begin like an item; the line below an item is indented, blank or the next item. */
    private Optional<Enumerator> enumerator(int line) {
        Optional<Enumerator> here = Enumerator.of(lines.get(line));
        if (here.isEmpty() || lines.blank(line + 1) || lines.indented(line + 1)) {
            return here;
        }
        OptionalInt same = OptionalInt.of(here.get().number() + 1);
        return here.filter(first -> Enumerator.of(lines.get(line + 1))
                .filter(next -> next.follows(first, same.getAsInt()))
                .isPresent());
    }

    /** Where the text of an item begins: behind its sign and the spaces after that. */
    private static int column(String line, int sign) {
        String rest = line.substring(sign);
        return rest.isEmpty() ? sign + 1 : sign + Lines.indent(rest);
    }

    private List<Block> item(int column) {
        int end = Math.max(at + 1, lines.endOfIndented(at + 1, column));
        List<String> item = new ArrayList<>(lines.part(at + 1, end).cut(column).all());
        String first = lines.get(at);
        item.add(0, first.substring(Math.min(column, first.length())));
        at = lines.filled(end);
        return within.apply(new Lines(item));
    }

    /** Where the colon behind a field's name is; 0 when the line is no field. */
    static int endOfFieldName(String line) {
        if (line.length() < 3 || line.charAt(0) != ':' || ": ".indexOf(line.charAt(1)) >= 0) {
            return 0;
        }
        for (int i = 2; i < line.length() && i < 200; i++) {
            boolean isEnd = i + 1 == line.length() || line.charAt(i + 1) == ' ';
            if (line.charAt(i) == ':' && isEnd && " \\".indexOf(line.charAt(i - 1)) < 0) {
                return i;
            }
        }
        return 0;
    }

    private Block fields() {
        List<Block.Term> fields = new ArrayList<>();
        for (int colon = endOfFieldName(lines.get(at)); colon > 0; colon = endOfFieldName(lines.get(at))) {
            fields.add(new Block.Term(lines.get(at).substring(1, colon), hanging(colon + 1)));
        }
        return new Block.Terms(Block.Terms.Kind.FIELD, fields);
    }

    private boolean isOption(int line) {
        Matcher option = OPTION.matcher(lines.get(line));
        return lines.get(line).length() < 500
                && option.matches()
                && (option.group(2) != null || lines.indented(line + 1));
    }

    private Block options() {
        List<Block.Term> options = new ArrayList<>();
        while (isOption(at)) {
            Matcher option = OPTION.matcher(lines.get(at));
            String name = option.matches() ? option.group(1) : "";
            options.add(new Block.Term(name, hanging(name.length())));
        }
        return new Block.Terms(Block.Terms.Kind.OPTION, options);
    }

    /** The first line from a column, and the lines below as far as they are indented at all. */
    private List<Block> hanging(int column) {
        int end = Math.max(at + 1, lines.endOfIndented(at + 1, 1));
        Lines body = lines.part(at, end).hanging(column);
        at = lines.filled(end);
        return within.apply(body.trimmed());
    }
}
