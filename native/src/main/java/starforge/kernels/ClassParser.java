package starforge.kernels;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import starforge.kernels.BadQuery.Reason;
import starforge.kernels.CharSet.Range;

/** Reads what stands in square brackets. Classes are of ASCII; a complement of one of them has no place in brackets. */
final class ClassParser {
    private final Cursor in;
    private final boolean caseless;
    private final BitSet ascii = new BitSet(CharSet.ASCII);
    private final List<Range> others = new ArrayList<>();
    private boolean allOthers;

    ClassParser(Cursor in, boolean caseless) {
        this.in = in;
        this.caseless = caseless;
    }

    /** The set of a class whose opening bracket, at this place, is passed. */
    CharSet parse(int at) {
        boolean negated = in.skip("^");
        boolean first = true;
        while (first || !in.sees(']')) {
            if (in.atEnd()) {
                throw new BadQuery(Reason.OPEN_CLASS, at);
            }
            member(at);
            first = false;
        }
        in.skip("]");
        ascii.clear('\n');
        CharSet set = new CharSet(ascii, allOthers ? List.of() : List.copyOf(others), allOthers);
        CharSet folded = caseless ? set.caseless() : set;
        CharSet meant = negated ? CharSet.but(folded) : folded;
        if (meant.isEmpty()) {
            throw new BadQuery(Reason.BAD_RANGE, at);
        }
        return meant;
    }

    private void member(int at) {
        if (in.skip("[:")) {
            add(named(in.until(":]"), at));
            return;
        }
        int from = in.position();
        CharSet first = character();
        if (!in.sees('-')) {
            add(first);
            return;
        }
        in.skip("-");
        if (in.sees(']')) {
            add(first);
            add(CharSet.of('-', '-'));
            return;
        }
        if (in.atEnd()) {
            throw new BadQuery(Reason.OPEN_CLASS, at);
        }
        range(first.single(), character().single(), from);
    }

    private void range(int first, int last, int from) {
        if (first < 0 || last < first) {
            throw new BadQuery(Reason.BAD_RANGE, from);
        }
        add(CharSet.of(first, last));
    }

    private CharSet character() {
        int at = in.position();
        int one = in.next();
        if (one == '\n') {
            throw new BadQuery(Reason.LINE_BREAK, at);
        }
        return one == '\\' ? Escapes.parse(in, at) : CharSet.of(one, one);
    }

    private void add(CharSet set) {
        ascii.or(set.ascii());
        others.addAll(set.others());
        allOthers |= set.inverse();
    }

    private static CharSet named(@Nullable String name, int at) {
        if (name == null) {
            throw new BadQuery(Reason.OPEN_CLASS, at);
        }
        IntPredicate isIn =
                switch (name) {
                    case "alpha" -> Ascii::isLetter;
                    case "digit" -> Ascii::isDigit;
                    case "alnum" -> one -> Ascii.isLetter(one) || Ascii.isDigit(one);
                    case "word" -> one -> Ascii.isWord((byte) one);
                    case "lower" -> one -> one >= 'a' && one <= 'z';
                    case "upper" -> one -> one >= 'A' && one <= 'Z';
                    case "space" -> one -> one == ' ' || (one >= '\t' && one <= '\r');
                    case "blank" -> one -> one == ' ' || one == '\t';
                    case "punct" -> one -> one > ' ' && one < 127 && !Ascii.isLetter(one) && !Ascii.isDigit(one);
                    case "xdigit" -> one -> Character.digit(one, 16) >= 0;
                    default -> throw new BadQuery(Reason.BAD_CLASS, at);
                };
        BitSet set = new BitSet(CharSet.ASCII);
        IntStream.range(1, CharSet.ASCII).filter(isIn).forEach(set::set);
        return new CharSet(set, List.of(), false);
    }
}
