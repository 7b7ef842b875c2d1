package starforge.kernels;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import starforge.kernels.BadQuery.Reason;
import starforge.kernels.Node.Either;
import starforge.kernels.Node.One;
import starforge.kernels.Node.Place;
import starforge.kernels.Node.Repeat;
import starforge.kernels.Node.Row;

/** Reads a regular expression. What both engines would not understand alike is refused here. */
final class RegexParser {
    private static final int DEEPEST = 50;
    private static final long LARGEST = 10_000;

    private final Cursor in;
    private boolean caseless;
    private int depth;

    private RegexParser(String pattern, boolean caseless) {
        this.in = new Cursor(pattern);
        this.caseless = caseless;
    }

    /** The tree of this pattern; capitals and small letters are both in it where case does not count. */
    static Node parse(String pattern, boolean caseless) {
        if (pattern.isEmpty()) {
            throw new BadQuery(Reason.EMPTY, 0);
        }
        if (pattern.length() > Query.LONGEST) {
            throw new BadQuery(Reason.TOO_LONG, Query.LONGEST);
        }
        RegexParser parser = new RegexParser(pattern, caseless);
        parser.caseless |= parser.in.skip("(?i)");
        Node all = parser.either();
        if (!parser.in.atEnd()) {
            throw parser.in.bad(Reason.NO_GROUP);
        }
        return all;
    }

    /** Whether the pattern itself says that case does not count. */
    static boolean isCaseless(String pattern) {
        return pattern.startsWith("(?i)");
    }

    private Node either() {
        List<Node> branches = new ArrayList<>();
        do {
            branches.add(row());
        } while (in.skip("|"));
        return branches.size() == 1 ? branches.get(0) : sized(new Either(List.copyOf(branches)));
    }

    private Node row() {
        List<Node> parts = new ArrayList<>();
        while (!in.atEnd() && !in.sees('|') && !in.sees(')')) {
            parts.add(repeated(part()));
        }
        return parts.size() == 1 ? parts.get(0) : sized(new Row(List.copyOf(parts)));
    }

    private Node repeated(Node part) {
        int at = in.position();
        Repeat times = times(part);
        if (times == null) {
            return part;
        }
        if (part instanceof Place) {
            throw new BadQuery(Reason.NOTHING_TO_REPEAT, at);
        }
        if (part.nullable() && times.most() > 1) {
            throw new BadQuery(Reason.EMPTY_REPEATED, at);
        }
        if (in.sees('*') || in.sees('+') || in.sees('?')) {
            throw in.bad(Reason.NOTHING_TO_REPEAT);
        }
        return sized(times);
    }

    private @Nullable Repeat times(Node part) {
        int[] bounds = in.times();
        return bounds == null ? null : new Repeat(part, bounds[0], bounds[1], in.skip("?"));
    }

    private Node sized(Node node) {
        if (node.size() > LARGEST) {
            throw in.bad(Reason.TOO_LARGE);
        }
        return node;
    }

    private Node part() {
        int at = in.position();
        int one = in.next();
        return switch (one) {
            case '(' -> group(at);
            case '[' -> new One(new ClassParser(in, caseless).parse(at));
            case '.' -> new One(CharSet.but(CharSet.of(0, 0)));
            case '^' -> Place.LINE_START;
            case '$' -> Place.LINE_END;
            case '*', '+', '?' -> throw new BadQuery(Reason.NOTHING_TO_REPEAT, at);
            case '\\' -> escaped(at);
            case '\n' -> throw new BadQuery(Reason.LINE_BREAK, at);
            default -> one(CharSet.of(one, one));
        };
    }

    private Node one(CharSet set) {
        return new One(caseless ? set.caseless() : set);
    }

    private Node group(int at) {
        if (++depth > DEEPEST) {
            throw new BadQuery(Reason.TOO_DEEP, at);
        }
        if (!in.skip("?:") && in.sees('?')) {
            throw new BadQuery(Reason.LOOK_AROUND, at);
        }
        Node inside = either();
        if (!in.skip(")")) {
            throw new BadQuery(Reason.OPEN_GROUP, at);
        }
        depth--;
        return inside;
    }

    private Node escaped(int at) {
        if (in.skip("b")) {
            return Place.WORD_EDGE;
        }
        if (in.skip("B")) {
            return Place.NO_WORD_EDGE;
        }
        return one(Escapes.parse(in, at));
    }
}
